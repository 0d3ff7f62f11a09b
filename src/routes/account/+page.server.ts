import { redirect, type RequestEvent } from '@sveltejs/kit';
import { passwordChangeForm, passwordLength } from '$lib/forms/password';
import { pathInLocale } from '$lib/i18n/locale';
import { clientAddress } from '$lib/server/http/client-address';
import { handleForm } from '$lib/server/http/form-action';
import { throwRefusal } from '$lib/server/http/guard';
import { endSession, startSession } from '$lib/server/http/identity';
import { redirectToSignIn } from '$lib/server/http/sign-in-redirect';
import { accountEvents, changePassword, signOutEverywhere } from '$lib/server/identity/own-account';
import { personById } from '$lib/server/identity/person';
import type { Actions, PageServerLoad } from './$types';

/** Loads the visitor's own account with its latest events. */
export const load: PageServerLoad = async (event) => {
	const personId = ownId(event);
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const { db, actor } = event.locals;
	return {
		name: actor.name,
		email: (await personById(db.read, personId))?.email ?? '',
		least: passwordLength.least,
		changed: event.url.searchParams.has('changed'),
		events: await accountEvents(db.read, personId)
	};
};

export const actions: Actions = {
	password: (event) => {
		ownId(event);
		return handleForm(event, {
			guard: () => ownId(event),
			once: false,
			shape: passwordChangeForm,
			run: ({ currentPassword: current, password }) =>
				changePassword(event.locals, { current, password, address: clientAddress(event) }),
			done: async ({ sessionId, personId }) => {
				await startSession(event, sessionId, personId);
				return `${pathInLocale('/account', event.locals.locale)}?changed`;
			}
		});
	},
	everywhere: async (event) => {
		ownId(event);
		const answer = await signOutEverywhere(event.locals);
		if (!answer.ok) return throwRefusal(event, answer.refused);
		await endSession(event);
		event.setHeaders({ 'Clear-Site-Data': '"cache"' });
		redirect(303, pathInLocale('/', event.locals.locale));
	}
};

/** Returns the visitor's person; redirects to sign-in without one. */
function ownId({ locals, url }: RequestEvent): number {
	return locals.actor.personId ?? redirectToSignIn(url);
}
