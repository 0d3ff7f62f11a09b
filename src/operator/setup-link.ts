import { readConfig } from '$lib/server/config';
import { invitationDays } from '$lib/server/identity/invitation';

/** How a set-up link is handed over: where it leads, and how long it may be used. */
export function setupLinkLines(token: string): string[] {
	const { ORIGIN, PORT } = readConfig(process.env);
	return [
		`  ${ORIGIN ?? `http://localhost:${PORT}`}/setup/${token}`,
		`It can be used once, within ${invitationDays} days.`
	];
}
