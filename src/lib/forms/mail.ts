import { z } from 'zod';

/** Names a mail of the outbox. */
export const outboxMailForm = z.object({ id: z.coerce.number().int().positive() });

const absent = z.literal('').transform(() => undefined);

/**
 * Names a round, and whom of it a reminder is for: one person by address, those of a body, of a measure by its
 * code, or of an area by its number or "X"; or all.
 */
export const sendRemindersForm = z.object({
	round: z.string(),
	body: z.union([absent, z.coerce.number().int().positive()]).optional(),
	measure: z.union([absent, z.string().max(20)]).optional(),
	area: z.union([absent, z.string().regex(/^(?:\d{1,3}|X)$/)]).optional(),
	email: z
		.string()
		.transform((value) => value.trim() || undefined)
		.optional()
});

/** Whether reminders are to stop or to come. */
export const mailPreferenceForm = z.object({
	declines: z.enum(['yes', 'no']).transform((value) => value === 'yes')
});
