import { error } from '@sveltejs/kit';
import { firstAccountForm, passwordForm, passwordLength } from '$lib/forms/password';
import { planPath } from '$lib/i18n/plan-address';
import { handleForm, showText } from '$lib/server/http/form-action';
import { homeOfPerson, showHome } from '$lib/server/http/home-plan';
import { startSession } from '$lib/server/http/identity';
import { readInvitation, redeemInvitation, type InvitationAnswer } from '$lib/server/identity/invitation';
import { placeholderEmail } from '$lib/server/identity/person';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Loads the recipient of a link. Opening the page uses nothing up: mail programs open links to check them. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'Cache-Control': 'no-store' });
	const invited = await readInvitation(locals.db.read, locals.now, params.token);
	if (!invited) error(410, { message: 'link-expired' });
	return {
		...showHome(await homeOfPerson(locals.db, invited.personId, locals.now)),
		name: invited.name,
		email: invited.email,
		/** True for the first administrator, whose details are not known yet. */
		asksDetails: invited.email === placeholderEmail,
		least: passwordLength.least
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params } = event;
		const invited = await readInvitation(locals.db.read, locals.now, params.token);
		const done = async ({ sessionId, personId }: { sessionId: string; personId: number }) => {
			await startSession(event, sessionId, personId);
			const { homePlan, landing } = await homeOfPerson(locals.db, personId, locals.now);
			return planPath(invited?.email === placeholderEmail ? '/start' : landing, homePlan, locals.locale);
		};
		if (invited?.email !== placeholderEmail)
			return handleForm(event, {
				guard: 'everybody',
				once: false,
				shape: passwordForm,
				run: ({ password }) => redeem(event, { password }),
				done,
				show: showText
			});
		return handleForm(event, {
			guard: 'everybody',
			once: false,
			shape: firstAccountForm,
			run: ({ password, ...details }) => redeem(event, { password, details }),
			done,
			show: showText
		});
	}
};

/** Redeems the link of the address; one that is invalid gets its page, not a form. */
async function redeem({ locals, params }: RequestEvent, answer: Omit<InvitationAnswer, 'token'>) {
	const outcome = await redeemInvitation(locals, { token: params.token, ...answer });
	if (!outcome.ok && outcome.refused.code !== 'invalid') error(410, { message: 'link-expired' });
	return outcome;
}
