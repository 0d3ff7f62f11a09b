import type { Reroute } from '@sveltejs/kit';
import { pagePath } from '$lib/i18n/plan-address';

/**
 * Removes language and plan from the path: `/nn/plans/telemark-2030/areas/1` and `/areas/1` are one route. Kit
 * decodes the result, so an encoded page name such as `/%61reas` is kept encoded and matches no route.
 */
export const reroute: Reroute = ({ url }) =>
	pagePath(url.pathname).replace(/^\/[^/]*/, (page) => page.replaceAll('%', '%25'));
