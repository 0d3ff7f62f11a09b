import { readOneConfig } from '$lib/server/host-databases';
import { invitationDays } from '$lib/server/identity/invitation';

/** Returns lines with the address of a set-up link and the time it is valid. */
export function setupLinkLines(token: string): string[] {
	const { ORIGIN, PORT } = readOneConfig(process.env);
	return [
		`  ${ORIGIN ?? `http://localhost:${PORT}`}/setup/${token}`,
		`It can be used once, within ${invitationDays} days.`
	];
}
