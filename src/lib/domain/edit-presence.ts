/** Minutes that an edit presence lasts after its latest signal. */
const editPresenceMinutes = 3;

/** Returns the earliest signal time that still counts as present. */
export function editPresenceCutoff(now: Date): string {
	return new Date(now.getTime() - editPresenceMinutes * 60_000).toISOString();
}
