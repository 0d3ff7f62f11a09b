/** How long somebody is said to have something open after they last said so. */
export const editPresenceMinutes = 3;

/** Since when somebody must have said that they have something open, to be said to have it open now. */
export function editPresenceCutoff(now: Date): string {
	return new Date(now.getTime() - editPresenceMinutes * 60_000).toISOString();
}
