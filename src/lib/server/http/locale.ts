import { AsyncLocalStorage } from 'node:async_hooks';
import type { Handle } from '@sveltejs/kit';
import type { Locale } from '$lib/domain/localized';
import { baseLocale, localeOf } from '$lib/i18n/locale';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';

const current = new AsyncLocalStorage<Locale>();
overwriteGetLocale(() => current.getStore() ?? baseLocale);

/** Answers in the language of the address. */
export const locale: Handle = ({ event, resolve }) => {
	event.locals.locale = localeOf(event.url.pathname);
	return current.run(event.locals.locale, () =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', event.locals.locale) })
	);
};
