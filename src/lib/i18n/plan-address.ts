import { pathInLocale, localeOfPath, pathWithoutLocale } from './locale';

/**
 * First path segments of the pages that are also served under `/plans/SLUG`.
 * tests/architecture/addresses.test.ts checks the list against the routes.
 */
export const planPages: ReadonlySet<string> = new Set([
	'',
	'adjustments',
	'areas',
	'bodies',
	'calendar',
	'calendar.ics',
	'changes',
	'coverage',
	'decisions',
	'edit',
	'indicators',
	'map',
	'matters',
	'measures',
	'meetings',
	'needs',
	'outbox',
	'partners',
	'redact',
	'report',
	'reviews',
	'rollout',
	'rounds',
	'search',
	'start',
	'timeline',
	'year'
]);

/** Slug of a plan in an address: lower-case letters, digits and hyphens. */
const planPathPattern = /^\/plans\/([a-z0-9-]+)(?=[/?#]|$)/;

/** True if a path without locale is a page of a plan. */
export function isPlanPage(path: string): boolean {
	return planPages.has(path.split(/[/?#]/, 2)[1] ?? '');
}

/** Returns the slug of the plan in an address such as `/nn/plans/telemark-2030/areas`, or null. */
export function planSlugOf(pathname: string): string | null {
	return split(pathWithoutLocale(pathname)).slug;
}

/** Returns the path of an address without locale and plan, as the routes define it. */
export function pagePath(pathname: string): string {
	return split(pathWithoutLocale(pathname)).path;
}

/** Returns the path of a page in a plan and a language; pages outside plans ignore the plan. */
export function planPath(path: string, slug: string | null, locale = localeOfPath(path)): string {
	const page = pagePath(path);
	if (slug === null || !isPlanPage(page)) return pathInLocale(page, locale);
	return pathInLocale(`/plans/${slug}${/^\/(?=$|[?#])/.test(page) ? page.slice(1) : page}`, locale);
}

/** Splits a path into plan slug and page; an unknown page under a plan is left unsplit. */
function split(path: string): { slug: string | null; path: string } {
	const [prefix, slug] = planPathPattern.exec(path) ?? [];
	if (prefix === undefined || slug === undefined) return { slug: null, path };
	const rest = path.slice(prefix.length);
	const page = rest.startsWith('/') ? rest : `/${rest}`;
	return isPlanPage(page) ? { slug, path: page } : { slug: null, path };
}
