import { redirect } from '@sveltejs/kit';
import { inLocale, localeOf } from '$lib/i18n/locale';

/** Sends the reader of an address to sign in, and back. */
export function redirectToSignIn(url: URL): never {
	const next = encodeURIComponent(url.pathname + url.search);
	redirect(303, `${inLocale('/login', localeOf(url.pathname))}?next=${next}`);
}
