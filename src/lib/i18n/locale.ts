import { locales, type Locale } from '$lib/domain/localized';

/** Bokmål stands at the addresses without a prefix. */
export const baseLocale: Locale = 'nb';

/** The language an address is in: `/nn/…`, `/en/…`, and bokmål for the rest. */
export function localeOfPath(pathname: string): Locale {
	const first = pathname.split(/[/?#]/, 2)[1];
	return locales.find((locale) => locale !== baseLocale && locale === first) ?? baseLocale;
}

/** The address without its language. */
export function pathWithoutLocale(pathname: string): string {
	const locale = localeOfPath(pathname);
	return locale === baseLocale ? pathname : pathname.slice(locale.length + 1) || '/';
}

/**
 * The address of the same page in another language; a query stays. It is always on this site: a path
 * that begins with "//" would name another host.
 */
export function pathInLocale(pathname: string, locale: Locale): string {
	const path = pathWithoutLocale(pathname).replace(/^[/\\]{2,}/, '/');
	if (locale === baseLocale) return path;
	const rest = /^\/(?=$|[?#])/.test(path) ? path.slice(1) : path;
	return `/${locale}${rest}`;
}
