import { z } from 'zod';

/** Says nothing of what an e-mail address or a password looks like: it is right, or it is not. */
export const signInForm = z.object({
	email: z.string('required').trim().toLowerCase().min(1, 'required').max(254, 'too-long'),
	password: z.string('required').min(1, 'required').max(1000, 'too-long'),
	/** Where the reader was on the way to. */
	next: z.string().optional()
});
