import { inLocale, localeOf, withoutLocale } from './locale';

/**
 * The pages that are a plan's, by the first part of their path: they stand under `/plans/SLUG` as well.
 * tests/architecture/addresses.test.ts holds that every route is one of these or of those outside.
 */
export const pagesOfPlan: ReadonlySet<string> = new Set([
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
const underPlan = /^\/plans\/([a-z0-9-]+)(?=[/?#]|$)/;

/** Whether a page, given by its path without a language, is one of a plan's. */
export function isOfPlan(path: string): boolean {
	return pagesOfPlan.has(path.split(/[/?#]/, 2)[1] ?? '');
}

/** The plan an address speaks of, by its slug: `/nn/plans/telemark-2030/areas`; null where it names none. */
export function planSlugOf(pathname: string): string | null {
	return split(withoutLocale(pathname)).slug;
}

/** The page of an address, without its language and its plan: what the routes know. */
export function pageOf(pathname: string): string {
	return split(withoutLocale(pathname)).path;
}

/** The address of a page in a plan and a language; one outside the plans is the same for all of them. */
export function inPlan(path: string, slug: string | null, locale = localeOf(path)): string {
	const page = pageOf(path);
	if (slug === null || !isOfPlan(page)) return inLocale(page, locale);
	return inLocale(`/plans/${slug}${/^\/(?=$|[?#])/.test(page) ? page.slice(1) : page}`, locale);
}

/** What stands under a plan and is no page of a plan is left as it is: there is no such page. */
function split(path: string): { slug: string | null; path: string } {
	const [prefix, slug] = underPlan.exec(path) ?? [];
	if (prefix === undefined || slug === undefined) return { slug: null, path };
	const rest = path.slice(prefix.length);
	const page = rest.startsWith('/') ? rest : `/${rest}`;
	return isOfPlan(page) ? { slug, path: page } : { slug: null, path };
}
