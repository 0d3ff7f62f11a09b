import { locales, type Locale } from '$lib/domain/localized';

/** Locale of addresses without a prefix. */
export const baseLocale: Locale = 'nb';

/** Returns the locale of an address: `/nn/…`, `/en/…`, otherwise bokmål. */
export function localeOfPath(pathname: string): Locale {
	const first = pathname.split(/[/?#]/, 2)[1];
	return locales.find((locale) => locale !== baseLocale && locale === first) ?? baseLocale;
}

/** Returns the path without its locale prefix. */
export function pathWithoutLocale(pathname: string): string {
	const locale = localeOfPath(pathname);
	return locale === baseLocale ? pathname : pathname.slice(locale.length + 1) || '/';
}

/**
 * Returns the path of the same page in another language, with its query. The result never leaves the site: a
 * leading "//" would name another host.
 */
export function pathInLocale(pathname: string, locale: Locale): string {
	const path = pathWithoutLocale(pathname).replace(/^[/\\]{2,}/, '/');
	if (locale === baseLocale) return path;
	const rest = /^\/(?=$|[?#])/.test(path) ? path.slice(1) : path;
	return `/${locale}${rest}`;
}
