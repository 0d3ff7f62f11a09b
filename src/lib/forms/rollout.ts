import { z } from 'zod';
import { writtenForms } from '$lib/domain/localized';
import { codePattern } from '$lib/domain/measure';
import { rolloutStates } from '$lib/domain/rollout';
import { writtenDate } from './date';
import { seenReport } from './evaluation';

/** Characters a note may have. */
export const noteLimit = 2000;

/** The version an answer was given from; null for the first. */
const version = z
	.string('unreadable')
	.regex(/^\d{0,9}$/, 'unreadable')
	.transform((posted) => (posted === '' ? null : Number(posted)))
	.default(null);

/** Names a measure of the page, and the version of what the partner had said of it. */
const target = { measure: z.string('unreadable').regex(codePattern, 'unreadable'), version };

/** What a browser posts as CRLF is kept as LF, and what no document could hold is not kept. */
const note = z
	.string('unreadable')
	.transform((typed) =>
		typed
			.replace(/\r\n?/g, '\n')
			.replace(/[^\P{Cc}\n\t]/gu, '')
			.trim()
	)
	.refine((tidied) => tidied.length <= noteLimit, 'too-long')
	.default('');

/** Where a partner is with a measure, as its form posts it. */
export const rolloutForm = z.object({
	...target,
	state: z.enum(rolloutStates, 'required'),
	since: writtenDate,
	note,
	lang: z.enum(writtenForms, 'required')
});

/** "No change": all that stands is said again. */
export const confirmForm = z.object(target);

/**
 * "No change" for several measures: `answer[]` with "1.1@3" for each, the measure's code and the version that
 * was seen. One that is named twice is said once.
 */
export const confirmAllForm = z.object(
	{
		answer: z
			.array(seenReport, 'required')
			.min(1, 'required')
			.transform((all) => [...new Map(all.map((one) => [one.measure, one])).values()])
	},
	'unreadable'
);
