/** Maximum number of files of a matter. */
export const maxMatterFiles = 5;

/** The largest file of a matter, in bytes. */
export const maxMatterFileBytes = 5 * 1024 * 1024;

/** The most characters of a file's name. */
const maxNameLength = 120;

/** Returns a file's name without folders and characters that file systems refuse, ending as its kind says. */
export function matterFileName(given: string, kind: string): string {
	const last = given.split(/[\\/]/).at(-1) ?? '';
	const clean = last.replace(/[:*?"<>|\p{Cc}\p{Cf}]+/gu, ' ').trim();
	const stem = clean.toLowerCase().endsWith(`.${kind}`) ? clean.slice(0, -kind.length - 1) : clean;
	return `${stem.slice(0, maxNameLength).trim() || 'fil'}.${kind}`;
}
