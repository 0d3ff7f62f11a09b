import { AsyncLocalStorage } from 'node:async_hooks';
import type { Handle } from '@sveltejs/kit';
import type { Locale } from '$lib/domain/localized';
import { setCurrentAddress } from '$lib/i18n/link';
import { baseLocale, localeOfPath } from '$lib/i18n/locale';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';

const requestContext = new AsyncLocalStorage<{ locale: Locale; url: URL; homePlan: string | null }>();
overwriteGetLocale(() => requestContext.getStore()?.locale ?? baseLocale);
setCurrentAddress(() => {
	const request = requestContext.getStore() ?? null;
	return (
		request && { pathname: request.url.pathname, search: request.url.search, homePlan: request.homePlan }
	);
});

/** Renders the page in the address's language, with links in the same language. */
export const localeHandle: Handle = ({ event, resolve }) => {
	const { url, locals } = event;
	locals.locale = localeOfPath(url.pathname);
	return requestContext.run({ locale: locals.locale, url, homePlan: null }, () =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locals.locale) })
	);
};

/** Sets the plan that links of this request's page lead to, if the page is outside the plans. */
export function setHomePlan(slug: string | null): void {
	const request = requestContext.getStore();
	if (request) request.homePlan = slug;
}
