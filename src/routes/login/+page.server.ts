import { env } from '$env/dynamic/private';
import { redirect } from '@sveltejs/kit';
import { ok } from '$lib/domain/result';
import { signInForm } from '$lib/forms/sign-in';
import { clientAddress } from '$lib/server/http/client-address';
import { handleForm } from '$lib/server/http/form-action';
import { rejectForm } from '$lib/server/http/forms';
import { homeOfPerson } from '$lib/server/http/home-plan';
import { startSession, logAuthEvent } from '$lib/server/http/identity';
import { signIn } from '$lib/server/identity/sign-in';
import { listPeople } from '$lib/server/people/queries';
import type { Actions, PageServerLoad } from './$types';
import { signInDestination } from './destination';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	const next = url.searchParams.get('next');
	if (locals.actor.personId !== null) redirect(303, signInDestination(next, locals.locale, locals.home));
	setHeaders({ 'Cache-Control': 'no-store' });
	const people = env.FRAMDRIFT_DEMO === '1' ? await listPeople(locals.db.read, locals.now) : [];
	return {
		next: next ?? '',
		email: url.searchParams.get('email') ?? '',
		demoAccounts: people
			.filter(({ email, state }) => email.endsWith('@demo.test') && state === 'active')
			.sort((one, other) => one.id - other.id)
			.map(({ email, administrator, seats }) => ({
				email,
				administrator,
				seats: seats.map(({ id, bodyName, role, partnerName }) => ({ id, bodyName, role, partnerName }))
			}))
	};
};

export const actions: Actions = {
	default: (event) => {
		const address = clientAddress(event);
		return handleForm(event, {
			guard: 'everybody',
			once: false,
			shape: signInForm,
			run: async ({ email, password }) => ok(await signIn(event.locals, { email, password, address })),
			done: async (answer, { input, values }) => {
				if (answer.ok) {
					await startSession(event, answer.sessionId, answer.personId);
					const { db, locale, now } = event.locals;
					return signInDestination(input.next, locale, await homeOfPerson(db, answer.personId, now));
				}
				const { refused } = answer;
				logAuthEvent(refused.code, { address });
				const limited = refused.code !== 'wrong-credentials';
				if (limited) event.setHeaders({ 'Retry-After': String(refused.retryAfterSeconds) });
				return rejectForm(limited ? 429 : 400, values, [{ field: '', code: refused.code }]);
			}
		});
	}
};
