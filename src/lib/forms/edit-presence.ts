import { z } from 'zod';

/** Form that signals that a person has opened or left an edit page. */
export const editPresenceForm = z.object({
	noun: z.string('unreadable').regex(/^[a-z-]{1,30}$/, 'unreadable'),
	nounId: z.string('unreadable').min(1, 'unreadable').max(100, 'unreadable'),
	left: z.string('unreadable').optional()
});
