import { locales, type Locale } from '../../src/lib/domain/localized';
import { inLocale } from '../../src/lib/i18n/locale';

export { inLocale, locales, type Locale };

/** A page's address in each language, for tests that must hold in all of them. */
export function inEveryLanguage(path: string): { locale: Locale; address: string }[] {
	return locales.map((locale) => ({ locale, address: inLocale(path, locale) }));
}
