import { z } from 'zod';

/** In letters and signs. What counts is length; nothing is demanded of its kinds of signs. */
export const passwordLength = { least: 12, most: 200 } as const;

/** A password that is chosen. Whether it is too easily guessed is for the server to say. */
export const passwordForm = z.object({
	password: z
		.string('required')
		.min(passwordLength.least, 'password-too-short')
		.max(passwordLength.most, 'too-long')
});
