import type { Actor } from '$lib/domain/permission';

/** The actor of the command line: the installation, without a person. */
export const operator: Actor = { personId: null, name: 'framdrift', administrator: true, seats: [] };
