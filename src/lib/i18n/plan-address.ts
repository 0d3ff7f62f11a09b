import { pathInLocale, localeOfPath, pathWithoutLocale } from './locale';

/**
 * The pages that are a plan's, by the first part of their path: they stand under `/plans/SLUG` as well.
 * tests/architecture/addresses.test.ts holds that every route is one of these or of those outside.
 */
export const planPages: ReadonlySet<string> = new Set([
	'',
	'adjustments',
	'areas',
	'changes',
	'coverage',
	'edit',
	'indicators',
	'map',
	'measures',
	'needs',
	'outbox',
	'partners',
	'report',
	'reviews',
	'rollout',
	'rounds',
	'search',
	'timeline'
]);

/** What a plan is called in addresses: small letters, figures and hyphens. */
const planPathPattern = /^\/plans\/([a-z0-9-]+)(?=[/?#]|$)/;

/** Whether a page, given by its path without a language, is one of a plan's. */
export function isPlanPage(path: string): boolean {
	return planPages.has(path.split(/[/?#]/, 2)[1] ?? '');
}

/** The plan an address speaks of, by its slug: `/nn/plans/telemark-2030/areas`; null where it names none. */
export function planSlugOf(pathname: string): string | null {
	return split(pathWithoutLocale(pathname)).slug;
}

/** The page of an address, without its language and its plan: what the routes know. */
export function pagePath(pathname: string): string {
	return split(pathWithoutLocale(pathname)).path;
}

/** The address of a page in a plan and a language; one outside the plans is the same for all of them. */
export function planPath(path: string, slug: string | null, locale = localeOfPath(path)): string {
	const page = pagePath(path);
	if (slug === null || !isPlanPage(page)) return pathInLocale(page, locale);
	return pathInLocale(`/plans/${slug}${/^\/(?=$|[?#])/.test(page) ? page.slice(1) : page}`, locale);
}

/** What stands under a plan and is no page of a plan is left as it is: there is no such page. */
function split(path: string): { slug: string | null; path: string } {
	const [prefix, slug] = planPathPattern.exec(path) ?? [];
	if (prefix === undefined || slug === undefined) return { slug: null, path };
	const rest = path.slice(prefix.length);
	const page = rest.startsWith('/') ? rest : `/${rest}`;
	return isPlanPage(page) ? { slug, path: page } : { slug: null, path };
}
