import type { Actor } from '$lib/domain/permission';

/** Who acts at the command line: the installation itself, in no person's name. */
export const operator: Actor = { personId: null, name: 'framdrift', administrator: true, seats: [] };
