import { z } from 'zod';
import { writtenForms } from '$lib/domain/localized';
import { emailField, nameField } from './fields/field-parser';

/** Form that delegates one measure to a colleague: name, address and the written form of the mail. */
export const delegationForm = z.object({
	name: nameField,
	email: emailField.pipe(z.email('not-an-email')),
	writtenForm: z.enum(writtenForms, 'required')
});

/** Form that revokes a reporting link. */
export const revokeReportingLinkForm = z.object({
	access: z
		.string('unreadable')
		.regex(/^[1-9]\d{0,9}$/, 'unreadable')
		.transform(Number)
});
