/** The two equal written forms of Norwegian. */
export const writtenForms = ['nb', 'nn'] as const;
export type WrittenForm = (typeof writtenForms)[number];

/** A text in one or both written forms; at least one is present. */
export interface Localized {
	nb?: string | undefined;
	nn?: string | undefined;
}

/** The languages the user interface speaks. The plan itself is never in English. */
export const locales = ['nb', 'nn', 'en'] as const;
export type Locale = (typeof locales)[number];

export interface WrittenFormText {
	text: string;
	/** The written form the text really is in, for its `lang` attribute. */
	lang: WrittenForm;
}

/**
 * The text as a reader of `locale` is to see it: in their own form where it exists, else in the
 * other one, said to be so by `lang`. Readers of English get bokmål first.
 *
 * @returns null where neither form holds a text
 */
export function inWrittenForm(text: Localized | null | undefined, locale: Locale): WrittenFormText | null {
	if (!text) return null;
	const wanted: WrittenForm = locale === 'nn' ? 'nn' : 'nb';
	const other: WrittenForm = wanted === 'nn' ? 'nb' : 'nn';
	if (text[wanted]) return { text: text[wanted], lang: wanted };
	if (text[other]) return { text: text[other], lang: other };
	return null;
}

/** The written forms a text lacks: what stands under "manglar nynorsk / mangler bokmål". */
export function missingWrittenForms(text: Localized | null | undefined): WrittenForm[] {
	if (!text || (!text.nb && !text.nn)) return [];
	return writtenForms.filter((form) => !text[form]);
}

/** Removes empty forms and outer white space; null where nothing is left. */
export function trimLocalized(text: Localized | null | undefined): Localized | null {
	const kept: Localized = {};
	for (const form of writtenForms) {
		const value = text?.[form]?.trim();
		if (value) kept[form] = value;
	}
	return kept.nb || kept.nn ? kept : null;
}
