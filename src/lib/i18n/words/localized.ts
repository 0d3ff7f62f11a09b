import { spoken, type Localized } from '$lib/domain/localized';
import { getLocale } from '../paraglide/runtime';

/** A localised text in the reader's form, else the other, for places that cannot carry `lang`. */
export function said(text: Localized | null | undefined): string {
	return spoken(text, getLocale())?.text ?? '';
}
