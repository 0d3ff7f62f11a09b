import { z } from 'zod';
import { writtenForms } from '$lib/domain/localized';
import { verdictStatuses } from '$lib/domain/verdict';

/** Characters a verdict may have: a paragraph, which is what a reader of the year has time for. */
export const maxVerdictLength = 2_000;

/** The form of a body's verdict on an area. */
export const verdictForm = z.object({
	status: z.enum(verdictStatuses, 'status-required'),
	text: z
		.string('required')
		.transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
		.pipe(z.string().min(1, 'required').max(maxVerdictLength, 'too-long')),
	lang: z.enum(writtenForms, 'required'),
	/** Empty where there was none. */
	version: z
		.string('unreadable')
		.regex(/^\d{0,9}$/, 'unreadable')
		.transform((version) => (version === '' ? null : Number(version)))
});
