import { z } from 'zod';

/** Names a mail of the outbox. */
export const mailForm = z.object({ id: z.coerce.number().int().positive() });

/** Names a round, and whom of it a reminder is for: one person by address, those of a body, or all. */
export const remindForm = z.object({
	round: z.string(),
	body: z.union([z.literal('').transform(() => undefined), z.coerce.number().int().positive()]).optional(),
	email: z
		.string()
		.transform((value) => value.trim() || undefined)
		.optional()
});

/** Whether reminders are to stop or to come. */
export const declineForm = z.object({
	declines: z.enum(['yes', 'no']).transform((value) => value === 'yes')
});
