import { z } from 'zod';
import { parseField, textField, textLimits, versionField, type PostedFields } from './fields/field-parser';

/** Upper limit above any plan's number of one kind. */
const most = 200;

const codes = z
	.array(z.string('unreadable').trim().min(1, 'unreadable').max(60, 'unreadable'), 'unreadable')
	.max(most, 'unreadable')
	.default([]);

/**
 * Form of a measure's links: a list of codes for each kind, empty if no box is checked, and the version it is
 * based on. The command checks that the plan has the codes.
 */
export const threadsForm = z
	.object(
		{
			version: z
				.string('unreadable')
				.regex(/^\d{1,9}$/, 'unreadable')
				.transform(Number),
			values: codes,
			challenges: codes,
			opportunities: codes,
			furtherAreas: codes,
			partners: codes,
			reason: z.string('unreadable').trim().max(4000, 'too-long').default('')
		},
		'unreadable'
	)
	.transform(({ version, reason, ...threads }) => ({ version, threads, reason: reason || undefined }));

/** Prefix of the fields that name a measure: `version.1.1` and `values.1.1[]`. */
const ofMeasure = 'version.';

/**
 * Form of all measures' core values: for each measure the version it was opened with, and the codes checked. A
 * measure without a checked box has no values.
 */
export const measureValuesForm = z.looseObject({}).transform((posted: PostedFields, context) => {
	const input = { posted, context };
	const measures = Object.keys(posted)
		.filter((name) => name.startsWith(ofMeasure))
		.map((name) => name.slice(ofMeasure.length));
	return {
		rows: measures.map((code) => ({
			code,
			version: parseField(versionField, `${ofMeasure}${code}`, input) ?? 0,
			values: parseField(codes, `values.${code}`, input) ?? []
		})),
		reason: parseField(textField(textLimits.text), 'reason', input) || undefined
	};
});
