import type { Reroute } from '@sveltejs/kit';
import { pagePath } from '$lib/i18n/plan-address';

/** The routes know no language and no plan: `/nn/plans/telemark-2030/areas/1` and `/areas/1` are one page. */
export const reroute: Reroute = ({ url }) => pagePath(url.pathname);
