const firstWeights = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const secondWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/** Eleven digits with at most one space, dot or hyphen between two, not part of a longer number. */
const elevenDigits = /(?<![\d])(?=(\d(?:[\s.-]?\d){10})(?!\d))/g;

/**
 * True if a text holds a Norwegian national identity number or D-number, with or without spaces. Counted are
 * eleven digits that begin with a date and end in right control digits; a D-number's day is 40 higher.
 *
 * @see https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/
 */
export function hasIdentityNumber(text: string): boolean {
	return [...text.matchAll(elevenDigits)].some(([, found = '']) =>
		isIdentityNumber(found.replace(/\D/g, '').split('').map(Number))
	);
}

function isIdentityNumber(digits: readonly number[]): boolean {
	const [d1 = 0, d2 = 0, m1 = 0, m2 = 0] = digits;
	const day = d1 * 10 + d2;
	const month = m1 * 10 + m2;
	const isDate = [day, day - 40].some((one) => one >= 1 && one <= 31) && month >= 1 && month <= 12;
	return isDate && isControlled(digits, firstWeights) && isControlled(digits, secondWeights);
}

/** True if the weighted sum up to the control digit is divisible by 11. */
function isControlled(digits: readonly number[], weights: readonly number[]): boolean {
	return weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0) % 11 === 0;
}
