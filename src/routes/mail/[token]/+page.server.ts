import { error, redirect } from '@sveltejs/kit';
import { mailPreferenceForm } from '$lib/forms/mail';
import { pathInLocale } from '$lib/i18n/locale';
import { setMailDeclined } from '$lib/server/reporting-links/commands';
import { isMailDeclined } from '$lib/server/reporting-links/queries';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import type { Actions, PageServerLoad } from './$types';

/** Loads the reminder setting. Opening the page changes nothing: mail scanners open links too. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'Cache-Control': 'no-store' });
	const declines = await isMailDeclined(locals.db.read, params.token);
	if (declines === null) error(404, { message: 'not-found' });
	return { declines };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await parseForm(event.request, mailPreferenceForm);
		if (!form.ok) return form.failure;
		const answer = await setMailDeclined(event.locals, event.params.token, form.input.declines);
		if (!answer.ok) return throwRefusal(event, answer.refused);
		redirect(303, pathInLocale(`/mail/${event.params.token}`, event.locals.locale));
	}
};
