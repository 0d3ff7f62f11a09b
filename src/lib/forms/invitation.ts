import { z } from 'zod';
import { seatRoles } from '$lib/domain/body';
import { writtenForms } from '$lib/domain/localized';
import { nameField } from './fields/field-parser';

const key = z
	.string('required')
	.regex(/^\d{1,15}$/, 'required')
	.transform(Number);

/** Form that invites a person to a seat. */
export const invitationForm = z.object({
	email: z
		.string('required')
		.trim()
		.toLowerCase()
		.min(1, 'required')
		.max(254, 'too-long')
		.pipe(z.email('not-an-email')),
	name: nameField,
	writtenForm: z.enum(writtenForms, 'required'),
	bodyId: key,
	role: z.enum(seatRoles, 'required'),
	/** The partner the seat represents, if any. */
	partnerId: z.union([z.literal('').transform(() => null), key]).optional()
});

/** Form that selects a person in the list of people. */
export const personForm = z.object({ personId: key });

/** Form that selects a seat in the list of people. */
export const seatForm = z.object({ seatId: key });

/** Form without fields. */
export const emptyForm = z.object({});
