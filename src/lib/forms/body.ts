import { z } from 'zod';
import { seatGroups, seatRoles } from '$lib/domain/body';
import { optionalDateField, requiredDateField } from './fields/date-field';
import { optionalNumberField } from './fields/number-field';
import { parseField, parseLocalizedField, textField, textLimits, versionField } from './fields/field-parser';

const optionalKey = z.union([
	z.literal('').transform(() => null),
	z
		.string()
		.regex(/^\d{1,15}$/, 'unknown-choice')
		.transform(Number)
]);

/** An optional whole number, as days or seats. */
const countField = (most: number) =>
	optionalNumberField.refine(
		(value) => value === null || (Number.isInteger(value) && value >= 1 && value <= most),
		'not-a-count'
	);

const line = textField(textLimits.line).transform((text) => text || null);

/** Form of a body's facts; its texts are posted in both written forms. */
export const bodyForm = z.looseObject({}).transform((posted, context) => {
	const input = { posted, context };
	return {
		version: parseField(versionField, 'version', input) ?? 0,
		values: {
			mandate: parseLocalizedField('mandate', textLimits.text, input),
			authority: parseLocalizedField('authority', textLimits.text, input),
			appointedBy: parseField(line, 'appointedBy', input) ?? null,
			startedOn: parseField(optionalDateField, 'startedOn', input) ?? null,
			endedOn: parseField(optionalDateField, 'endedOn', input) ?? null,
			noticeDays: parseField(countField(365), 'noticeDays', input) ?? null,
			quorum: parseField(countField(200), 'quorum', input) ?? null
		}
	};
});

/** Form of a seat. It represents partners, a group or nobody. */
export const seatForm = z
	.object({
		version: versionField,
		role: z.enum(seatRoles, 'required'),
		partners: z.array(z.string()).default([]),
		represents: z.union([z.literal('').transform(() => null), z.enum(seatGroups)]).default(null),
		appointedBy: line,
		termFrom: optionalDateField,
		termTo: optionalDateField
	})
	.refine(({ partners, represents }) => represents === null || partners.length === 0, {
		path: ['represents'],
		error: 'partners-or-group'
	})
	.refine(({ termFrom, termTo }) => termFrom === null || termTo === null || termFrom <= termTo, {
		path: ['termTo'],
		error: 'ends-before-start'
	});

/** Form that abolishes a seat. */
export const abolishSeatForm = z.object({ version: versionField });

/** Form that lets an alternate of the body stand in for a seat's holder. */
export const standInForm = z
	.object({
		person: optionalKey.refine((key) => key !== null, 'required'),
		from: requiredDateField,
		to: requiredDateField
	})
	.refine(({ from, to }) => from <= to, { path: ['to'], error: 'ends-before-start' });
