import { z } from 'zod';
import { emailField } from './fields/field-parser';

/**
 * Form of signing in. Does not check the format of address or password, so that it reveals nothing about
 * them.
 */
export const signInForm = z.object({
	email: emailField,
	password: z.string('required').min(1, 'required').max(1000, 'too-long'),
	/** The page to open after signing in. */
	next: z.string().optional()
});
