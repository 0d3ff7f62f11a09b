import { pagePath } from '$lib/i18n/plan-address';

/**
 * Pages whose public form depends on the data, the day and the address alone, and the parameters that they read. An
 * address with any other parameter is not kept, so that invented ones cannot fill the memory.
 */
const parametersByRoute: Readonly<Record<string, readonly string[]>> = {
	'/': ['year'],
	'/accessibility': [],
	'/adjustments': [],
	'/adjustments/[year]': [],
	'/areas': [],
	'/areas/[number]': [],
	'/bodies': [],
	'/bodies/[slug]': [],
	'/coverage': ['thread', 'area'],
	'/decisions': ['show', 'body', 'year', 'kind', 'order', 'page'],
	'/decisions/[id]': [],
	'/figures': [],
	'/help': [],
	'/help/[role]': [],
	'/indicators': ['area'],
	'/map': ['thread', 'area'],
	// Without the words searched for: anybody could invent more of them than are worth keeping.
	'/measures': ['show', 'area', 'body', 'party', 'status', 'order', 'page'],
	'/measures/[code]': [],
	'/meetings': ['when', 'body', 'page'],
	'/meetings/[id]': ['version'],
	'/plans': [],
	'/privacy': [],
	'/reviews': [],
	'/reviews/[round]': ['version'],
	'/reviews/[round]/present': ['version'],
	'/reviews/[round]/present/notes': ['version'],
	'/reviews/compare': ['then', 'now'],
	'/timeline': ['area', 'year', 'show']
};

/** Routes of the pages that are kept for the public. */
export const publicRoutes: readonly string[] = Object.keys(parametersByRoute);

const patterns = publicRoutes.map((route) => new RegExp(`^${route.replace(/\[\w+\]/g, '[^/]+')}$`));

/** Longest query kept; the pages' own are shorter. */
const maxSearch = 200;

/** True if a page of a route may be kept for an address with this query. */
export function isPublicPage(route: string | null, search: string): boolean {
	const known = route === null ? undefined : parametersByRoute[route];
	if (!known || search.length > maxSearch) return false;
	return [...new URLSearchParams(search).keys()].every((one) => known.includes(one));
}

/** True if a request's target may be the address of such a page; the route decides. */
export function looksPublic(target: string): boolean {
	const [path = '', search = ''] = target.split('?', 2);
	if (target.length > 400 || path.startsWith('/_app/')) return false;
	const page = pagePath(path);
	return patterns.some((one) => one.test(page)) && search.length <= maxSearch;
}
