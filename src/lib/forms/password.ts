import { z } from 'zod';
import { writtenForms } from '$lib/domain/localized';
import { emailField, nameField } from './fields/field-parser';

/** In characters. Only the length is required, not kinds of characters. */
export const passwordLength = { least: 12, most: 200 } as const;

/** Form of a new password. The server checks how easily it is guessed. */
export const passwordForm = z.object({
	password: z
		.string('required')
		.min(passwordLength.least, 'password-too-short')
		.max(passwordLength.most, 'too-long')
});

/** Form of the first administrator's password, with their own details. */
export const firstAccountForm = passwordForm.extend({
	email: emailField.pipe(z.email('not-an-email')),
	name: nameField,
	writtenForm: z.enum(writtenForms, 'required')
});

/** Form of changing one's own password. */
export const passwordChangeForm = passwordForm.extend({
	currentPassword: z.string('required').min(1, 'required').max(1000, 'too-long')
});
