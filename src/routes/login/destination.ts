import type { Locale } from '$lib/domain/localized';
import { pathInLocale, pathWithoutLocale } from '$lib/i18n/locale';

/** An address that nothing lies at: what leaves it was not a path of ours. */
const here = 'http://here.invalid';

/** Pages that make no sense to come to after signing in. */
const signInPages = ['/login', '/logout'];

/**
 * Where to go after signing in: `next` where it is a path on this site, in the language that the
 * reader signed in in; else the overview. Browsers drop tabs and line breaks from addresses and read
 * "\" as "/", so it is what the parser makes of it that is judged.
 */
export function signInDestination(next: string | null | undefined, locale: Locale): string {
	const home = pathInLocale('/', locale);
	if (!next?.startsWith('/') || !URL.canParse(next, here)) return home;
	const { origin, pathname, search } = new URL(next, here);
	// No page has an empty part in its path; taking a language off it could lay bare another host.
	if (origin !== here || pathname.includes('//')) return home;
	return signInPages.includes(pathWithoutLocale(pathname)) ? home : pathInLocale(pathname, locale) + search;
}
