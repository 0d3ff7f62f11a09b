/** Name and value of a field as a browser posts it. */
export type PostedField = readonly [name: string, value: string];

/** True if a value is text that a person wrote, rather than a number, a code or a choice. */
export function isProse(value: string): boolean {
	return /\p{L}\s+\S/u.test(value);
}
