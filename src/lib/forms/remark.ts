import { z } from 'zod';
import { textLimit } from './evaluation';

const version = z
	.string('unreadable')
	.regex(/^\d{1,9}$/, 'unreadable')
	.transform(Number);

/** What a reader sends back with a report, and the version of the report they read. */
export const remarkForm = z.object({
	comment: z
		.string('comment-required')
		.transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
		.pipe(z.string().min(1, 'comment-required').max(textLimit, 'too-long')),
	version
});

/** An approval needs no words; what stands in the field is kept for when it is not taken. */
export const approvalForm = z.object({ version });
