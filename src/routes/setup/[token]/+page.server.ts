import { error, redirect } from '@sveltejs/kit';
import { passwordForm, passwordLength } from '$lib/forms/password';
import { pathInLocale } from '$lib/i18n/locale';
import { parseForm, rejectForm } from '$lib/server/http/forms';
import { startSession } from '$lib/server/http/identity';
import { readInvitation, redeemInvitation } from '$lib/server/identity/invitation';
import type { Actions, PageServerLoad } from './$types';

/** Loads the recipient of a link. Opening the page uses nothing up: mail programs open links to check them. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'Cache-Control': 'no-store' });
	const invited = await readInvitation(locals.db.read, locals.now, params.token);
	if (!invited) error(410, { message: 'link-expired' });
	return { name: invited.name, email: invited.email, least: passwordLength.least };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request } = event;
		const form = await parseForm(request, passwordForm);
		if (!form.ok) return form.failure;
		const answer = await redeemInvitation(locals, { token: params.token, password: form.input.password });
		if (answer.ok) {
			await startSession(event, answer.value.sessionId, answer.value.personId);
			redirect(303, pathInLocale('/', locals.locale));
		}
		if (answer.refused.code === 'invalid') return rejectForm(400, form.values, answer.refused.faults);
		error(410, { message: 'link-expired' });
	}
};
