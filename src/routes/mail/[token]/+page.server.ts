import { error } from '@sveltejs/kit';
import { mailPreferenceForm } from '$lib/forms/mail';
import { pathInLocale } from '$lib/i18n/locale';
import { setMailDeclined } from '$lib/server/reporting-links/commands';
import { isMailDeclined, partnershipOfLink } from '$lib/server/reporting-links/queries';
import { homeOfPartnership, showHome } from '$lib/server/http/home-plan';
import { handleForm } from '$lib/server/http/form-action';
import type { Actions, PageServerLoad } from './$types';

/** Loads the reminder setting. Opening the page changes nothing: mail scanners open links too. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'Cache-Control': 'no-store' });
	const { db } = locals;
	const declines = await isMailDeclined(db.read, params.token);
	const own = await partnershipOfLink(db.read, params.token);
	if (declines === null || own === null) error(404, { message: 'not-found' });
	return { declines, ...showHome(await homeOfPartnership(db, own)) };
};

export const actions: Actions = {
	default: (event) =>
		handleForm(event, {
			guard: 'everybody',
			shape: mailPreferenceForm,
			run: ({ declines }) => setMailDeclined(event.locals, event.params.token, declines),
			done: pathInLocale(`/mail/${event.params.token}`, event.locals.locale)
		})
};
