import { inWrittenForm, type Localized, type WrittenForm } from '$lib/domain/localized';
import { m } from '../paraglide/messages';
import { getLocale } from '../paraglide/runtime';

/** A localised text in the reader's form, else the other, for places that cannot carry `lang`. */
export function localize(text: Localized | null | undefined): string {
	return inWrittenForm(text, getLocale())?.text ?? '';
}

export const writtenFormLabel: Record<WrittenForm, () => string> = {
	nb: m.measure_edit_nb,
	nn: m.measure_edit_nn
};

/** "mangler nynorsk". */
export const missingWrittenFormLabel: Record<WrittenForm, () => string> = {
	nb: m.measure_edit_missing_nb,
	nn: m.measure_edit_missing_nn
};

/** The written form `localize` answers in, where that is not the page's own; for what cannot be drawn by `Spoken`. */
export function localizedLang(text: Localized | null | undefined): WrittenForm | undefined {
	const locale = getLocale();
	const lang = inWrittenForm(text, locale)?.lang;
	return lang === locale ? undefined : lang;
}
