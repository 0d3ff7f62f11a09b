import { inWrittenForm, type Localized, type WrittenForm } from '$lib/domain/localized';
import { m } from '../paraglide/messages';
import { getLocale } from '../paraglide/runtime';

/** Returns a text in the reader's written form, else in the other one. Use it only where `lang` cannot be set. */
export function localize(text: Localized | null | undefined): string {
	return inWrittenForm(text, getLocale())?.text ?? '';
}

export const writtenFormLabel: Record<WrittenForm, () => string> = {
	nb: m.measure_edit_nb,
	nn: m.measure_edit_nn
};

/** Written forms inside a label, such as "Navn, bokmål". */
export const writtenFormWord: Record<WrittenForm, () => string> = {
	nb: m.area_written_nb,
	nn: m.area_written_nn
};

/** Labels such as "mangler nynorsk". */
export const missingWrittenFormLabel: Record<WrittenForm, () => string> = {
	nb: m.measure_edit_missing_nb,
	nn: m.measure_edit_missing_nn
};

/** Returns the language of `localize(text)` if it differs from the page, for use without `LocalizedText`. */
export function localizedLang(text: Localized | null | undefined): WrittenForm | undefined {
	const locale = getLocale();
	const lang = inWrittenForm(text, locale)?.lang;
	return lang === locale ? undefined : lang;
}
