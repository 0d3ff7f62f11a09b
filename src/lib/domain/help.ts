/** Roles that have a page of help, in the order they are listed. */
export const helpRoles = ['ssu', 'fsu', 'party', 'partnership', 'secretariat', 'administrator'] as const;
export type HelpRole = (typeof helpRoles)[number];

/** Returns the role of an address's last part; null for an unknown one. */
export function toHelpRole(text: string): HelpRole | null {
	return helpRoles.find((one) => one === text) ?? null;
}
