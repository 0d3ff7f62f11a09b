import { readConfig } from '$lib/server/config';
import { invitationDays } from '$lib/server/identity/invitation';

/** Returns lines with the address of a set-up link and the time it is valid. */
export function setupLinkLines(token: string): string[] {
	const { ORIGIN, PORT } = readConfig(process.env);
	return [
		`  ${ORIGIN ?? `http://localhost:${PORT}`}/setup/${token}`,
		`It can be used once, within ${invitationDays} days.`
	];
}
