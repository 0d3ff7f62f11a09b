import { redirect } from '@sveltejs/kit';
import { pathInLocale, localeOfPath } from '$lib/i18n/locale';

/** Redirects to sign-in, and back to the address afterwards. */
export function redirectToSignIn(url: URL): never {
	const next = encodeURIComponent(url.pathname + url.search);
	redirect(303, `${pathInLocale('/login', localeOfPath(url.pathname))}?next=${next}`);
}
