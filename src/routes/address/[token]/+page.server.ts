import { error } from '@sveltejs/kit';
import { emptyForm } from '$lib/forms/invitation';
import { pathInLocale } from '$lib/i18n/locale';
import { handleForm } from '$lib/server/http/form-action';
import { confirmEmailChange, readEmailToken } from '$lib/server/identity/email-change';
import type { Actions, PageServerLoad } from './$types';

/** Loads the address of a link. Opening the page uses nothing up: mail programs open links to check them. */
export const load: PageServerLoad = async ({ locals, params, setHeaders, url }) => {
	setHeaders({ 'Cache-Control': 'no-store' });
	if (url.searchParams.has('done')) return { email: null };
	const found = await readEmailToken(locals.db.read, locals.now, params.token);
	if (!found) error(410, { message: 'link-expired' });
	return { email: found.email };
};

export const actions: Actions = {
	default: (event) =>
		handleForm(event, {
			guard: 'everybody',
			shape: emptyForm,
			run: async () => {
				const outcome = await confirmEmailChange(event.locals, event.params.token);
				if (!outcome.ok) error(410, { message: 'link-expired' });
				return outcome;
			},
			done: `${pathInLocale(`/address/${event.params.token}`, event.locals.locale)}?done`
		})
};
