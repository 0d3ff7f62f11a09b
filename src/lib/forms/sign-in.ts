import { z } from 'zod';

/**
 * Form of signing in. Does not check the format of address or password, so that it reveals nothing about
 * them.
 */
export const signInForm = z.object({
	email: z.string('required').trim().toLowerCase().min(1, 'required').max(254, 'too-long'),
	password: z.string('required').min(1, 'required').max(1000, 'too-long'),
	/** The page to open after signing in. */
	next: z.string().optional()
});
