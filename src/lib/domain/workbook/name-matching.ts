import { cleanLine } from '../text/clean-text';

/*
 * Compares names as people write them with the names of a plan: "Psykisk helse/rus" with "Personer med
 * alvorlige psykiske lidelser og rusproblem".
 */

/** Words that tell names of the same kind not apart. */
const fillers = new Set(
	'og i for med av til på en ei et den det dei de som ved fra frå personer personar person område innsatsområde tema kap kapittel'.split(
		' '
	)
);

/** Returns a text's words in lower case, without fillers; all words if it has fillers only. */
function wordsOf(text: string): string[] {
	const words =
		cleanLine(text)
			.toLowerCase()
			.match(/[\p{L}\p{N}]+/gu) ?? [];
	const telling = words.filter((word) => !fillers.has(word) && (word.length > 1 || /\d/.test(word)));
	return telling.length > 0 ? telling : words;
}

/** True if two words have the same beginning: "rus" and "rusproblem", "psykisk" and "psykiske". */
function sameStem(a: string, b: string): boolean {
	const [short, long] = a.length <= b.length ? [a, b] : [b, a];
	if (/\d/.test(short) || short.length < 3) return short === long;
	return long.startsWith(short.length <= 5 ? short : short.slice(0, Math.max(5, short.length - 2)));
}

/** Returns how alike two texts are, from 0 to 1: shared words, those of the first weighing most. */
export function textSimilarity(asked: string, name: string): number {
	const [words, others] = [wordsOf(asked), wordsOf(name)];
	if (words.length === 0 || others.length === 0) return 0;
	const share = (some: string[], all: string[]) =>
		some.filter((word) => all.some((other) => sameStem(word, other))).length / some.length;
	return 0.7 * share(words, others) + 0.3 * share(others, words);
}

/** The least likeness of a suggestion, and its lead over the next one. */
const leastSimilarity = 0.55;
const leastLead = 0.1;

/** Returns the key of the name most alike a text; null if none is, or several are. */
export function closestName(
	asked: string,
	all: readonly { key: string; names: readonly string[] }[]
): string | null {
	let [best, next] = [{ key: '', score: 0 }, 0];
	for (const { key, names } of all) {
		const score = Math.max(0, ...names.map((name) => textSimilarity(asked, name)));
		if (score > best.score) [best, next] = [{ key, score }, best.score];
		else next = Math.max(next, score);
	}
	return best.score >= leastSimilarity && best.score - next >= leastLead ? best.key : null;
}

/** Returns a name's initials, capital words whole: "STHF" for "Sykehuset Telemark HF". */
export function initialsOf(name: string): string {
	const words = cleanLine(name).match(/[\p{L}\p{N}]+/gu) ?? [];
	return words
		.filter((word) => !fillers.has(word.toLowerCase()))
		.map((word) => (word.length > 1 && word === word.toUpperCase() ? word : word[0]))
		.join('')
		.toUpperCase();
}

/** Returns letters and digits only, in lower case: "FSU 1", "fsu-1" and "Fsu1" are the same. */
export function compactName(text: string): string {
	return cleanLine(text)
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '');
}
