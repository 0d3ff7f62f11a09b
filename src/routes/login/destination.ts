import type { Locale } from '$lib/domain/localized';
import { pathInLocale, pathWithoutLocale } from '$lib/i18n/locale';

/** Base address for parsing: a result on another origin is not a path of this site. */
const here = 'http://here.invalid';

/** Pages never returned to after signing in. */
const signInPages = ['/login', '/logout'];

/**
 * Returns the address after signing in: `next` if it is a path on this site, in the language used, else the
 * overview. Checks the parsed URL, since browsers drop tabs and line breaks and read "\" as "/".
 */
export function signInDestination(next: string | null | undefined, locale: Locale): string {
	const home = pathInLocale('/', locale);
	if (!next?.startsWith('/') || !URL.canParse(next, here)) return home;
	const { origin, pathname, search } = new URL(next, here);
	// An empty path segment could become another host once the locale is removed.
	if (origin !== here || pathname.includes('//')) return home;
	return signInPages.includes(pathWithoutLocale(pathname)) ? home : pathInLocale(pathname, locale) + search;
}
