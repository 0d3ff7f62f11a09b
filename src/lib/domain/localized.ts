/** The two equal written forms of Norwegian. */
export const writtenForms = ['nb', 'nn'] as const;
export type WrittenForm = (typeof writtenForms)[number];

/** A text in one or both written forms; at least one is present. */
export interface Localized {
	nb?: string | undefined;
	nn?: string | undefined;
}

/** Languages of the user interface. The plan itself is never in English. */
export const locales = ['nb', 'nn', 'en'] as const;
export type Locale = (typeof locales)[number];

export interface WrittenFormText {
	text: string;
	/** The written form of the text, for its `lang` attribute. */
	lang: WrittenForm;
}

/**
 * Returns a text in the reader's written form, or in the other one if it is missing; English readers get
 * bokmål first.
 *
 * @returns null if neither form has a text
 */
export function inWrittenForm(text: Localized | null | undefined, locale: Locale): WrittenFormText | null {
	if (!text) return null;
	const wanted: WrittenForm = locale === 'nn' ? 'nn' : 'nb';
	const other: WrittenForm = wanted === 'nn' ? 'nb' : 'nn';
	if (text[wanted]) return { text: text[wanted], lang: wanted };
	if (text[other]) return { text: text[other], lang: other };
	return null;
}

/** Returns the written forms a text lacks. */
export function missingWrittenForms(text: Localized | null | undefined): WrittenForm[] {
	if (!text || (!text.nb && !text.nn)) return [];
	return writtenForms.filter((form) => !text[form]);
}

/** Removes empty forms and surrounding white space; null if nothing is left. */
export function trimLocalized(text: Localized | null | undefined): Localized | null {
	const kept: Localized = {};
	for (const form of writtenForms) {
		const value = text?.[form]?.trim();
		if (value) kept[form] = value;
	}
	return kept.nb || kept.nn ? kept : null;
}
