import { z } from 'zod';
import { seatRoles } from '$lib/domain/body';
import { writtenForms } from '$lib/domain/localized';

const key = z
	.string('required')
	.regex(/^\d{1,15}$/, 'required')
	.transform(Number);

/** Who is invited, and to which seat. */
export const invitationForm = z.object({
	email: z
		.string('required')
		.trim()
		.toLowerCase()
		.min(1, 'required')
		.max(254, 'too-long')
		.pipe(z.email('not-an-email')),
	name: z.string('required').trim().min(1, 'required').max(200, 'too-long'),
	writtenForm: z.enum(writtenForms, 'required'),
	bodyId: key,
	role: z.enum(seatRoles, 'required'),
	/** The partner the seat speaks for, where it speaks for one. */
	partnerId: z.union([z.literal('').transform(() => null), key]).optional()
});

/** A person pointed out in the list of people. */
export const personForm = z.object({ personId: key });

/** A seat pointed out there. */
export const seatForm = z.object({ seatId: key });
