import { z, type RefinementCtx } from 'zod';
import { directions } from '$lib/domain/indicator';
import { trimmed, type Localized } from '$lib/domain/localized';
import { requiredDate, writtenDate } from './date';
import { requiredNumber, writtenNumber } from './number';

const line = z.string('unreadable').trim().max(200, 'too-long').default('');

const key = z
	.string('unreadable')
	.regex(/^\d{1,9}$/, 'unreadable')
	.transform(Number);

/** The name of a year's target in the form. */
export const targetName = /^target\.(\d{4})$/;

/**
 * An indicator as its form posts it: name and unit in both written forms, a target for each year that has
 * one as `target.<year>`, and the version of the measure it was written from.
 */
export const indicatorForm = z
	.looseObject(
		{
			version: key,
			'name.nb': line,
			'name.nn': line,
			'unit.nb': line,
			'unit.nn': line,
			direction: z.enum(directions, 'required'),
			baseline: writtenNumber,
			baselineOn: writtenDate,
			source: line
		},
		'unreadable'
	)
	.transform((posted, context) => {
		const both = (name: 'name' | 'unit'): Localized => {
			const text = trimmed({ nb: posted[`${name}.nb`], nn: posted[`${name}.nn`] });
			if (!text) context.addIssue({ code: 'custom', path: [`${name}.nb`], message: 'one-form-needed' });
			return text ?? {};
		};
		const { version, direction, baseline, baselineOn, source } = posted;
		return {
			version,
			indicator: {
				...{ name: both('name'), unit: both('unit'), direction, baseline, baselineOn },
				source: source || null,
				targets: targetsIn(posted, context)
			}
		};
	});

function targetsIn(posted: Record<string, unknown>, context: RefinementCtx) {
	return Object.keys(posted).flatMap((name) => {
		const year = targetName.exec(name)?.[1];
		if (!year) return [];
		const read = writtenNumber.safeParse(posted[name]);
		if (!read.success) context.addIssue({ code: 'custom', path: [name], message: 'not-a-number' });
		return typeof read.data === 'number' ? [{ year: Number(year), value: read.data }] : [];
	});
}

/** A press of a button that takes over what stands now in one field, and saves nothing. */
export const takeForm = z.looseObject({ take: z.string('unreadable').max(100, 'unreadable') }, 'unreadable');

/** To stop measuring by an indicator, or to take it up again. */
export const endIndicatorForm = z.object(
	{ ended: z.enum(['0', '1'], 'unreadable').transform((posted) => posted === '1') },
	'unreadable'
);

const source = z.string('unreadable').trim().max(200, 'too-long').default('');

/** Readings pasted as text; a file is read beside it. */
export const importForm = z.object(
	{ indicator: key, text: z.string('unreadable').max(200_000, 'too-long').default('') },
	'unreadable'
);

/** One reading; `reading` and `was` name the one it corrects. */
export const readingForm = z.object(
	{
		indicator: key,
		reading: key.nullable().default(null),
		was: writtenNumber,
		on: requiredDate,
		value: requiredNumber,
		source
	},
	'unreadable'
);
