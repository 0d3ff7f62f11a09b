import { z } from 'zod';
import { writtenForms } from '$lib/domain/localized';
import { verdictStatuses } from '$lib/domain/verdict';

/** Maximum characters of a verdict: about a paragraph. */
const maxVerdictLength = 2_000;

/** Form of a body's verdict on an area. */
export const verdictForm = z.object({
	status: z.enum(verdictStatuses, 'status-required'),
	text: z
		.string('required')
		.transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
		.pipe(z.string().min(1, 'required').max(maxVerdictLength, 'too-long')),
	lang: z.enum(writtenForms, 'required'),
	/** Empty if there was no verdict. */
	version: z
		.string('unreadable')
		.regex(/^\d{0,9}$/, 'unreadable')
		.transform((version) => (version === '' ? null : Number(version)))
});
