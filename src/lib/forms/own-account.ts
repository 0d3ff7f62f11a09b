import { z } from 'zod';
import { writtenForms } from '$lib/domain/localized';
import { emailField, nameField } from './fields/field-parser';

/** A checkbox; browsers leave out one that is not checked. */
const checkbox = z
	.string()
	.optional()
	.transform((posted) => posted !== undefined && posted !== '');

/** Form of one's own details. */
export const ownDetailsForm = z.object({
	name: nameField,
	writtenForm: z.enum(writtenForms, 'required'),
	declinesMail: checkbox
});

/** Form of a new address. */
export const emailChangeForm = z.object({
	email: emailField.pipe(z.email('not-an-email')),
	emailPassword: z.string('required').min(1, 'required').max(1000, 'too-long')
});

/** Form that agrees to a public name in one seat, or withdraws it. */
export const nameConsentForm = z.object({
	holderId: z
		.string('required')
		.regex(/^\d{1,15}$/, 'required')
		.transform(Number),
	agrees: checkbox
});

/** Form that ends one session. */
export const sessionForm = z.object({ session: z.string('required').regex(/^[0-9a-f]{64}$/, 'required') });
