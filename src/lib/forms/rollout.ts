import { z } from 'zod';
import { writtenForms } from '$lib/domain/localized';
import { measureCodePattern } from '$lib/domain/measure/measure';
import { rolloutStates } from '$lib/domain/rollout';
import { optionalDateField } from './fields/date-field';
import { evaluationReferenceField } from './evaluation';

/** Characters a note may have. */
export const maxRolloutNoteLength = 2000;

/** The version an answer was given from; null for the first. */
const version = z
	.string('unreadable')
	.regex(/^\d{0,9}$/, 'unreadable')
	.transform((posted) => (posted === '' ? null : Number(posted)))
	.default(null);

/** Names a measure of the page, and the version of what the partner had said of it. */
const target = { measure: z.string('unreadable').regex(measureCodePattern, 'unreadable'), version };

/** What a browser posts as CRLF is kept as LF, and what no document could hold is not kept. */
const note = z
	.string('unreadable')
	.transform((typed) =>
		typed
			.replace(/\r\n?/g, '\n')
			.replace(/[^\P{Cc}\n\t]/gu, '')
			.trim()
	)
	.refine((tidied) => tidied.length <= maxRolloutNoteLength, 'too-long')
	.default('');

/** Where a partner is with a measure, as its form posts it. */
export const rolloutForm = z.object({
	...target,
	state: z.enum(rolloutStates, 'required'),
	since: optionalDateField,
	note,
	lang: z.enum(writtenForms, 'required')
});

/** "No change": all that stands is said again. */
export const confirmRolloutForm = z.object(target);

/**
 * "No change" for several measures: `answer[]` with "1.1@3" for each, the measure's code and the version that
 * was seen. One that is named twice is said once.
 */
export const confirmRolloutsForm = z.object(
	{
		answer: z
			.array(evaluationReferenceField, 'required')
			.min(1, 'required')
			.transform((all) => [...new Map(all.map((one) => [one.measure, one])).values()])
	},
	'unreadable'
);
