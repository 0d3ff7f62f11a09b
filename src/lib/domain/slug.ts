/** Pattern of a valid slug. */
export const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const letterReplacements: Record<string, string> = { æ: 'ae', ø: 'o', å: 'a', ð: 'd', þ: 'th', ß: 'ss' };

/** Short enough to read aloud. */
const maxSlugLength = 60;

/**
 * Creates a slug from a text: "Løsningsorientert" gives "losningsorientert".
 *
 * @param taken slugs in use; the first free number is appended if needed
 */
export function createSlug(text: string, taken: ReadonlySet<string>): string {
	const plain = text
		.toLowerCase()
		.replace(/[æøåðþß]/g, (letter) => letterReplacements[letter] ?? letter)
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, maxSlugLength)
		.replace(/-+$/, '');
	const slug = plain || 'uten-navn';
	if (!taken.has(slug)) return slug;
	for (let number = 2; ; number++) if (!taken.has(`${slug}-${number}`)) return `${slug}-${number}`;
}
