import { z } from 'zod';
import { writtenForms } from '$lib/domain/localized';
import { nameField } from './fields/field-parser';

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
