import { error } from '@sveltejs/kit';
import { passwordForm, passwordLength } from '$lib/forms/password';
import { pathInLocale } from '$lib/i18n/locale';
import { handleForm } from '$lib/server/http/form-action';
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
	default: (event) => {
		const { locals, params } = event;
		return handleForm(event, {
			guard: 'everybody',
			once: false,
			shape: passwordForm,
			run: async ({ password }) => {
				const answer = await redeemInvitation(locals, { token: params.token, password });
				if (!answer.ok && answer.refused.code !== 'invalid') error(410, { message: 'link-expired' });
				return answer;
			},
			done: async ({ sessionId, personId }) => {
				await startSession(event, sessionId, personId);
				return pathInLocale('/', locals.locale);
			}
		});
	}
};
