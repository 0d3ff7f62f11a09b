import { z } from 'zod';
import { cleanLine } from '$lib/domain/text/clean-text';

/** Minus signs: Word makes an en dash of a hyphen. */
const minusSigns = '[-−–‒]';

/** Matches a Norwegian number: "1 234,5", "-12.5", "47 %". Nine digits and four decimals at most. */
const commaNumberPattern = new RegExp(
	`^(${minusSigns}?) ?(\\d{1,9}|\\d{1,3}(?:[ .]\\d{3}){1,2})(?:,(\\d{1,4}))? ?%?$`
);
const pointNumberPattern = new RegExp(`^(${minusSigns}?) ?(\\d{1,9})\\.(\\d{1,4}) ?%?$`);
/** Matches numbers as spreadsheets shorten them: "1,2E+03". */
const exponentPattern = /^-?\d(?:[.,]\d{1,12})?e[+-]\d{1,2}$/i;

/** True if a point may separate thousands or decimals, as in "1.234". */
export function isAmbiguousNumber(typed: string): boolean {
	return new RegExp(`^${minusSigns}? ?[1-9]\\d{0,2}\\.\\d{3} ?%?$`).test(cleanLine(typed));
}

/**
 * Parses a number with a decimal comma or point, and groups of three digits. "1.234" is read as a decimal
 * number; fields ask about it first (`isAmbiguousNumber`).
 *
 * @returns null if the text is not a number
 */
export function parseNumber(typed: string): number | null {
	const text = cleanLine(typed);
	if (exponentPattern.test(text)) return parseExponent(text);
	// "1.234,5" can only be Norwegian notation.
	const match = pointNumberPattern.exec(text) ?? commaNumberPattern.exec(text);
	if (!match) return null;
	const [, minus = '', whole = '', decimals = ''] = match;
	const value = Number(`${whole.replace(/\D/g, '')}${decimals && `.${decimals}`}`);
	return minus && value !== 0 ? -value : value;
}

function parseExponent(text: string): number | null {
	const value = Number(text.replace(',', '.'));
	const parsed = Math.round(value * 1e4) / 1e4;
	return Math.abs(value) < 1e9 && Math.abs(parsed - value) < 1e-9 ? parsed : null;
}

/** Returns the error of a text that is not a number, or not clearly one; null for a number. */
function numberFault(typed: string): string | null {
	if (isAmbiguousNumber(typed)) return 'ambiguous-number';
	return parseNumber(typed) === null ? 'not-a-number' : null;
}

function checkNumber({ value, issues }: z.core.ParsePayload<string>): void {
	const code = value === '' ? null : numberFault(value);
	if (code) issues.push({ code: 'custom', message: code, input: value });
}

/** An optional number, as people write it. */
export const optionalNumberField = z
	.string('not-a-number')
	.trim()
	.check(checkNumber)
	.transform((typed) => (typed === '' ? null : parseNumber(typed)))
	.default(null);

/** Formats a number for input in any language: "12,5". */
export function formatNumberInput(value: number | null): string {
	return value === null ? '' : String(value).replace('.', ',');
}
