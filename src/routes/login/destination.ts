import type { Locale } from '$lib/domain/localized';
import { pagePath, planPath, planSlugOf } from '$lib/i18n/plan-address';
import type { HomePlan } from '$lib/server/http/home-plan';
import { pathInLocale, pathWithoutLocale } from '$lib/i18n/locale';

/** Base address for parsing: a result on another origin is not a path of this site. */
const here = 'http://here.invalid';

/** Pages never returned to after signing in. */
const signInPages = ['/login', '/logout'];

/** Pages of a reader's own work: without a plan in the address they are those of the own partnership. */
const ownPages = ['/', '/report', '/start'];

/**
 * Returns the address after signing in: `next` if it is a path on this site, in the language used, else the
 * overview of the reader's own plan. Checks the parsed URL, since browsers drop tabs and line breaks and read "\" as "/".
 */
export function signInDestination(
	next: string | null | undefined,
	locale: Locale,
	{ homePlan, landing }: Pick<HomePlan, 'homePlan' | 'landing'> = { homePlan: null, landing: '/' }
): string {
	const home = planPath(landing, homePlan, locale);
	if (!next?.startsWith('/') || !URL.canParse(next, here)) return home;
	const { origin, pathname, search } = new URL(next, here);
	// An empty path segment could become another host once the locale is removed.
	if (origin !== here || pathname.includes('//')) return home;
	const page = pathWithoutLocale(pathname);
	if (signInPages.includes(page) || (page === '/' && !search)) return home;
	if (homePlan && planSlugOf(pathname) === null && ownPages.includes(pagePath(pathname)))
		return planPath(page, homePlan, locale) + search;
	return pathInLocale(pathname, locale) + search;
}
