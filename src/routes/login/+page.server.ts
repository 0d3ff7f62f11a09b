import { env } from '$env/dynamic/private';
import { redirect } from '@sveltejs/kit';
import { signInForm } from '$lib/forms/sign-in';
import { clientAddress } from '$lib/server/http/client-address';
import { parseForm, rejectForm } from '$lib/server/http/forms';
import { startSession, logAuthEvent } from '$lib/server/http/identity';
import { signIn } from '$lib/server/identity/sign-in';
import { listPeople } from '$lib/server/people/queries';
import type { Actions, PageServerLoad } from './$types';
import { signInDestination } from './destination';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	const next = url.searchParams.get('next');
	if (locals.actor.personId !== null) redirect(303, signInDestination(next, locals.locale));
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
	default: async (event) => {
		const { locals, request } = event;
		const form = await parseForm(request, signInForm);
		if (!form.ok) return form.failure;
		const { email, password, next } = form.input;
		const address = clientAddress(event);
		const answer = await signIn(locals, { email, password, address });
		if (answer.ok) {
			await startSession(event, answer.sessionId, answer.personId);
			redirect(303, signInDestination(next, locals.locale));
		}
		const { code } = answer.refused;
		logAuthEvent(code, { address });
		if (answer.refused.code === 'wrong-credentials')
			return rejectForm(400, form.values, [{ field: '', code }]);
		event.setHeaders({ 'Retry-After': String(answer.refused.retryAfterSeconds) });
		return rejectForm(429, form.values, [{ field: '', code }]);
	}
};
