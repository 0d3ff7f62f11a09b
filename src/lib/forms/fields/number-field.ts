import { z } from 'zod';

/** Matches a Norwegian number: "1 234,5", "-12.5", "47 %". Nine digits and four decimals at most. */
const commaNumberPattern = /^([-−]?)(\d{1,9}|\d{1,3}(?:[ \u00a0\u202f.]\d{3}){1,2})(?:,(\d{1,4}))?\s?%?$/;
const pointNumberPattern = /^([-−]?)(\d{1,9})\.(\d{1,4})\s?%?$/;

/**
 * Parses a number with a decimal comma or point, and groups of three digits.
 *
 * @returns null if the text is not a number
 */
export function parseNumber(typed: string): number | null {
	const text = typed.trim();
	// "1.234" is read as a decimal number; "1.234,5" can only be Norwegian notation.
	const match = pointNumberPattern.exec(text) ?? commaNumberPattern.exec(text);
	if (!match) return null;
	const [, minus = '', whole = '', decimals = ''] = match;
	const value = Number(`${whole.replace(/\D/g, '')}${decimals && `.${decimals}`}`);
	return minus && value !== 0 ? -value : value;
}

/** An optional number, as people write it. */
export const optionalNumberField = z
	.string('not-a-number')
	.trim()
	.transform((typed) => (typed === '' ? null : (parseNumber(typed) ?? Number.NaN)))
	.refine((value) => value === null || !Number.isNaN(value), 'not-a-number')
	.default(null);

/** A required number, as people write it. */
export const requiredNumberField = z
	.string('required')
	.trim()
	.min(1, { error: 'required', abort: true })
	.transform((typed) => parseNumber(typed) ?? Number.NaN)
	.refine((value) => !Number.isNaN(value), 'not-a-number');

/** Formats a number for input in any language: "12,5". */
export function formatNumberInput(value: number | null): string {
	return value === null ? '' : String(value).replace('.', ',');
}
