import { z } from 'zod';

/** Maximum characters of a section's text in one written form. */
const maxReviewTextLength = 4_000;

const text = z
	.string('unreadable')
	.transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
	.pipe(z.string().max(maxReviewTextLength, 'too-long'))
	.default('');

/** Form of a section's text, posted as `text.nb` and `text.nn`; both empty deletes it. */
export const reviewTextForm = z.object({
	'text.nb': text,
	'text.nn': text,
	/** Empty if there was no text. */
	version: z
		.string('unreadable')
		.regex(/^\d{0,9}$/, 'unreadable')
		.transform((version) => (version === '' ? null : Number(version)))
});
