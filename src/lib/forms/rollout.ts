import { z } from 'zod';
import { writtenForms } from '$lib/domain/localized';
import { measureCodePattern } from '$lib/domain/measure/measure';
import { rolloutStates } from '$lib/domain/rollout';
import { optionalDateField } from './fields/date-field';
import { evaluationReferenceField } from './evaluation';

/** Maximum characters of a note. */
export const maxRolloutNoteLength = 2000;

/** The version an answer is based on; null for the first. */
const version = z
	.string('unreadable')
	.regex(/^\d{0,9}$/, 'unreadable')
	.transform((posted) => (posted === '' ? null : Number(posted)))
	.default(null);

/** The measure, and the version of the partner's answer that was seen. */
const target = { measure: z.string('unreadable').regex(measureCodePattern, 'unreadable'), version };

/** Converts CRLF line breaks to LF and removes characters no document can contain. */
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

/** Form of a partner's state for a measure. */
export const rolloutForm = z.object({
	...target,
	state: z.enum(rolloutStates, 'required'),
	since: optionalDateField,
	note,
	lang: z.enum(writtenForms, 'required')
});

/** Form of "no change": repeats the current state. */
export const confirmRolloutForm = z.object(target);

/** Form of "no change" for several measures: `answer[]` with "1.1@3" for each, without duplicates. */
export const confirmRolloutsForm = z.object(
	{
		answer: z
			.array(evaluationReferenceField, 'required')
			.min(1, 'required')
			.transform((all) => [...new Map(all.map((one) => [one.measure, one])).values()])
	},
	'unreadable'
);
