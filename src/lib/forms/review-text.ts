import { z } from 'zod';

/** Characters a section's text may have in one written form: what stands beside figures, not instead of them. */
export const maxReviewTextLength = 4_000;

const text = z
	.string('unreadable')
	.transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
	.pipe(z.string().max(maxReviewTextLength, 'too-long'))
	.default('');

/** The form of a section's text, posted as `text.nb` and `text.nn`; both empty takes it away. */
export const reviewTextForm = z.object({
	'text.nb': text,
	'text.nn': text,
	/** Empty where there was none. */
	version: z
		.string('unreadable')
		.regex(/^\d{0,9}$/, 'unreadable')
		.transform((version) => (version === '' ? null : Number(version)))
});
