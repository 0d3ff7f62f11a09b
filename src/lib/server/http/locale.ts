import { AsyncLocalStorage } from 'node:async_hooks';
import type { Handle } from '@sveltejs/kit';
import type { Locale } from '$lib/domain/localized';
import { setCurrentAddress } from '$lib/i18n/link';
import { baseLocale, localeOfPath } from '$lib/i18n/locale';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';

const requestContext = new AsyncLocalStorage<{ locale: Locale; url: URL }>();
overwriteGetLocale(() => requestContext.getStore()?.locale ?? baseLocale);
setCurrentAddress(() => requestContext.getStore()?.url ?? null);

/** Renders the page in the address's language, with links in the same language. */
export const localeHandle: Handle = ({ event, resolve }) => {
	const { url, locals } = event;
	locals.locale = localeOfPath(url.pathname);
	return requestContext.run({ locale: locals.locale, url }, () =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locals.locale) })
	);
};
