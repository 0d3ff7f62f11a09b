import { z } from 'zod';

/** Form that selects a mail in the outbox. */
export const outboxMailForm = z.object({ id: z.coerce.number().int().positive() });

const absent = z.literal('').transform(() => undefined);

/**
 * Form of a reminder: the round and its recipients. They are one person by address, those of a body, of a
 * measure by code, of an area by number or "X", or all.
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

/** Form that turns reminders on or off. */
export const mailPreferenceForm = z.object({
	declines: z.enum(['yes', 'no']).transform((value) => value === 'yes')
});
