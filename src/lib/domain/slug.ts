/** What a key looks like. */
export const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const letterReplacements: Record<string, string> = { æ: 'ae', ø: 'o', å: 'a', ð: 'd', þ: 'th', ß: 'ss' };

/** So long that it can still be read aloud. */
const maxSlugLength = 60;

/**
 * A readable key for what people call something: "Løsningsorientert" gives "losningsorientert".
 *
 * @param taken keys that are somebody else's; the first free number is put after one of them
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
