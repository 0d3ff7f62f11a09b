import { z } from 'zod';

/** "1 234,5", "-12.5", "47 %": a number as people write it. Nine digits and four decimals at most. */
const commaNumberPattern = /^([-−]?)(\d{1,9}|\d{1,3}(?:[ \u00a0\u202f.]\d{3}){1,2})(?:,(\d{1,4}))?\s?%?$/;
const pointNumberPattern = /^([-−]?)(\d{1,9})\.(\d{1,4})\s?%?$/;

/**
 * Reads a number with a decimal comma or point, and groups of three apart.
 *
 * @returns null where the text is none
 */
export function parseNumber(typed: string): number | null {
	const text = typed.trim();
	// "1.234" is read as one and a bit, as machines write it; "1.234,5" can only be the Norwegian way.
	const match = pointNumberPattern.exec(text) ?? commaNumberPattern.exec(text);
	if (!match) return null;
	const [, minus = '', whole = '', decimals = ''] = match;
	const value = Number(`${whole.replace(/\D/g, '')}${decimals && `.${decimals}`}`);
	return minus && value !== 0 ? -value : value;
}

/** A number as people write it, or nothing. */
export const optionalNumberField = z
	.string('not-a-number')
	.trim()
	.transform((typed) => (typed === '' ? null : (parseNumber(typed) ?? Number.NaN)))
	.refine((value) => value === null || !Number.isNaN(value), 'not-a-number')
	.default(null);

/** A number that must be there. */
export const requiredNumberField = z
	.string('required')
	.trim()
	.min(1, { error: 'required', abort: true })
	.transform((typed) => parseNumber(typed) ?? Number.NaN)
	.refine((value) => !Number.isNaN(value), 'not-a-number');

/** A number the way the forms read it, "12,5", whatever the page's language. */
export function formatNumberInput(value: number | null): string {
	return value === null ? '' : String(value).replace('.', ',');
}
