import { mapTexts } from './text/map-texts';

/** Returns the name of an erased person, the same in every language: it is stored where the name was. */
export function erasedName(number: number): string {
	return `Person ${number}`;
}

/** Returns the address of an erased person, which takes no mail (RFC 2606). */
export function erasedEmail(number: number): string {
	return `person-${number}@erased.invalid`;
}

/** Names and addresses of a person. */
export interface PersonalTexts {
	names: readonly string[];
	/** Lower case. */
	emails: readonly string[];
}

/**
 * Returns a function that tells if a text of a record names a person: if it is the name or the address, or a measure's
 * contact with one of them in it. Free text that mentions the name does not count.
 */
export function namesPerson({ names, emails }: PersonalTexts) {
	return (text: string, key: string): boolean =>
		names.includes(text) ||
		emails.includes(text.toLowerCase()) ||
		(key === 'contact' &&
			(names.some((name) => text.includes(name)) ||
				emails.some((email) => text.toLowerCase().includes(email))));
}

/** Replaces texts of a record, in any depth, by a label. */
export function replaceTexts<T extends Record<string, unknown>>(
	record: T,
	isReplaced: (text: string, key: string) => boolean,
	label: string
): T {
	return mapTexts(record, (text, key) => (isReplaced(text, key) ? label : text));
}
