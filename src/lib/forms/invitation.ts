import { z } from 'zod';
import { seatGroups, seatRoles } from '$lib/domain/body';
import { writtenForms } from '$lib/domain/localized';
import { emailField, nameField } from './fields/field-parser';

const key = z
	.string('required')
	.regex(/^\d{1,15}$/, 'required')
	.transform(Number);

/** Form that invites a person to a seat. */
export const invitationForm = z.object({
	email: emailField.pipe(z.email('not-an-email')),
	name: nameField,
	writtenForm: z.enum(writtenForms, 'required'),
	bodyId: key,
	role: z.enum(seatRoles, 'required'),
	/** The partner the seat represents, if any. */
	partnerId: z.union([z.literal('').transform(() => null), key]).optional(),
	/** The group it represents in place of a partner. */
	represents: z.union([z.literal('').transform(() => null), z.enum(seatGroups)]).optional()
});

/** Form that selects a person in the list of people. */
export const personForm = z.object({ personId: key });

/** Form that selects a person's time in a seat in the list of people. */
export const holderForm = z.object({ holderId: key });

/** Form without fields. */
export const emptyForm = z.object({});

/** Form of a pasted list of people. */
export const peopleListForm = z.object({
	people: z.string('required').min(1, 'required').max(200_000, 'too-long')
});
