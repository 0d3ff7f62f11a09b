import { z, type RefinementCtx } from 'zod';
import { indicatorDirections } from '$lib/domain/indicator';
import { trimLocalized, type Localized } from '$lib/domain/localized';
import { optionalDateField } from './fields/date-field';
import { readingDateField } from './fields/reading-date-field';
import { optionalNumberField } from './fields/number-field';
import { optionalReadingField, requiredReadingField } from './fields/reading-field';

const line = z.string('unreadable').trim().max(200, 'too-long').default('');

const key = z
	.string('unreadable')
	.regex(/^\d{1,9}$/, 'unreadable')
	.transform(Number);

/** Matches the field name of a year's target. */
export const targetFieldPattern = /^target\.(\d{4})$/;

/**
 * Form of an indicator: name and unit in both written forms, `target.<year>` for each target, and the
 * measure's version it is based on.
 */
export const indicatorForm = z
	.looseObject(
		{
			version: key,
			'name.nb': line,
			'name.nn': line,
			'unit.nb': line,
			'unit.nn': line,
			direction: z.enum(indicatorDirections, 'required'),
			baseline: optionalNumberField,
			baselineOn: optionalDateField,
			source: line
		},
		'unreadable'
	)
	.transform((posted, context) => {
		const both = (name: 'name' | 'unit'): Localized => {
			const text = trimLocalized({ nb: posted[`${name}.nb`], nn: posted[`${name}.nn`] });
			if (!text) context.addIssue({ code: 'custom', path: [`${name}.nb`], message: 'one-form-needed' });
			return text ?? {};
		};
		const { version, direction, baseline, baselineOn, source } = posted;
		return {
			version,
			indicator: {
				...{ name: both('name'), unit: both('unit'), direction, baseline, baselineOn },
				source: source || null,
				targets: parseTargets(posted, context)
			}
		};
	});

function parseTargets(posted: Record<string, unknown>, context: RefinementCtx) {
	return Object.keys(posted).flatMap((name) => {
		const year = targetFieldPattern.exec(name)?.[1];
		if (!year) return [];
		const read = optionalNumberField.safeParse(posted[name]);
		if (!read.success) context.addIssue({ code: 'custom', path: [name], message: 'not-a-number' });
		return typeof read.data === 'number' ? [{ year: Number(year), value: read.data }] : [];
	});
}

/** Form that ends the use of an indicator, or resumes it. */
export const endIndicatorForm = z.object(
	{ ended: z.enum(['0', '1'], 'unreadable').transform((posted) => posted === '1') },
	'unreadable'
);

const source = z.string('unreadable').trim().max(200, 'too-long').default('');

/** Form of readings pasted as text; a file is read separately. */
export const readingsImportForm = z.object(
	{ indicator: key, text: z.string('unreadable').max(200_000, 'too-long').default('') },
	'unreadable'
);

/** Form of one reading; `reading` and `was` identify the one it corrects. */
export const indicatorReadingForm = z.object(
	{
		indicator: key,
		reading: key.nullable().default(null),
		was: optionalReadingField,
		on: readingDateField,
		value: requiredReadingField,
		source
	},
	'unreadable'
);
