/** How long somebody is said to have something open after they last said so. */
export const openMinutes = 3;

/** Since when somebody must have said that they have something open, to be said to have it open now. */
export function openSince(now: Date): string {
	return new Date(now.getTime() - openMinutes * 60_000).toISOString();
}
