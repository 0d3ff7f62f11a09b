import { z } from 'zod';

/** What somebody says they have open, or have left. */
export const editPresenceForm = z.object({
	noun: z.string('unreadable').regex(/^[a-z-]{1,30}$/, 'unreadable'),
	nounId: z.string('unreadable').min(1, 'unreadable').max(100, 'unreadable'),
	left: z.string('unreadable').optional()
});
