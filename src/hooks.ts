import type { Reroute } from '@sveltejs/kit';
import { withoutLocale } from '$lib/i18n/locale';

/** The routes know no language: `/nn/areas/1` and `/areas/1` are one page. */
export const reroute: Reroute = ({ url }) => withoutLocale(url.pathname);
