/** Returns a matter number without case and spaces, by which it is unique in a body and year. */
export function matterNumberKey(number: string): string {
	return number.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** A number given to an item, with its year. */
export interface GivenNumber {
	number: string;
	year: number;
}

/**
 * Returns the next free number of a year in the pattern of the newest given one: the year in it follows, and the
 * running number begins again with the year. "Sak 07/26" is followed by "Sak 08/26", "2014/15" by "2014/16".
 *
 * @param given numbers of the body, oldest first
 */
export function nextMatterNumber(given: readonly GivenNumber[], year: number): string {
	const used = new Set(given.filter((one) => one.year === year).map(({ number }) => matterNumberKey(number)));
	const latest = given.findLast(({ number }) => /\d/.test(number));
	const { parts, running, width, first } = latest ? patternOf(latest, year) : firstPattern(year);
	for (let next = first; ; next++) {
		const number = parts
			.map((part, index) => (index === running ? String(next).padStart(width, '0') : part))
			.join('');
		if (!used.has(matterNumberKey(number))) return number;
	}
}

interface NumberPattern {
	/** The text cut at its digits. */
	parts: string[];
	/** Index of the part that counts. */
	running: number;
	width: number;
	first: number;
}

function firstPattern(year: number): NumberPattern {
	return { parts: ['Sak ', '', '/', shortYear(year)], running: 1, width: 2, first: 1 };
}

function patternOf({ number, year: then }: GivenNumber, year: number): NumberPattern {
	const parts = number.split(/(\d+)/);
	const digits = parts.flatMap((part, index) => (/^\d+$/.test(part) ? [index] : []));
	const yearAt =
		digits.find((index) => parts[index] === String(then)) ??
		(digits.length > 1 ? digits.findLast((index) => parts[index] === shortYear(then)) : undefined);
	const running = digits.findLast((index) => index !== yearAt);
	// A number that is nothing but its year has no counter: one is put behind it.
	if (running === undefined)
		return { parts: [...parts, '-', ''], running: parts.length + 1, width: 1, first: 1 };
	const width = parts[running]!.length;
	const isNewYear = yearAt !== undefined && then !== year;
	const first = isNewYear ? 1 : Number(parts[running]) + 1;
	if (yearAt !== undefined) parts[yearAt] = parts[yearAt]!.length === 4 ? String(year) : shortYear(year);
	return { parts, running, width, first };
}

function shortYear(year: number): string {
	return String(year % 100).padStart(2, '0');
}
