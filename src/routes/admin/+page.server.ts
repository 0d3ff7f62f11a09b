import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Result } from '$lib/domain/result';
import { partnershipsWhere, type Actor } from '$lib/domain/permission';
import { invitationForm, personForm, seatForm } from '$lib/forms/invitation';
import { pathInLocale } from '$lib/i18n/locale';
import type { Context } from '$lib/server/context';
import { parseForm, rejectForm } from '$lib/server/http/forms';
import { throwRefusal, requirePermission } from '$lib/server/http/guard';
import { invitationDays } from '$lib/server/identity/invitation';
import {
	disablePerson,
	enablePerson,
	endSeat,
	invitePerson,
	renewInvitation,
	type InvitationResult
} from '$lib/server/people/commands';
import { personById, invitationChoices, listPeople } from '$lib/server/people/queries';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demandManaging(event);
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const { actor, db, now } = event.locals;
	const managed = managedBy(actor);
	const people = await listPeople(db.read, now, managed);
	return {
		people: people.map(({ elsewhere, ...person }) => ({
			...person,
			// Only administrators change administrators and people with seats elsewhere, and nobody can remove
			// their own access.
			manageable: actor.administrator || (!person.administrator && !elsewhere),
			self: person.id === actor.personId
		})),
		choices: await invitationChoices(db.read, managed),
		invitationDays,
		done: event.url.searchParams.get('done')
	};
};

export const actions: Actions = {
	invite: async (event) => {
		demandManaging(event);
		const form = await parseForm(event.request, invitationForm);
		if (!form.ok) return form.failure;
		const answer = await invitePerson(event.locals, form.input);
		if (answer.ok) return linkFor(event, answer.value, false);
		if (answer.refused.code === 'invalid') return rejectForm(400, form.values, answer.refused.faults);
		return throwRefusal(event, answer.refused);
	},
	renew: async (event) => {
		demandManaging(event);
		const form = await parseForm(event.request, personForm);
		if (!form.ok) return form.failure;
		const answer = await renewInvitation(event.locals, form.input.personId);
		return answer.ok ? linkFor(event, answer.value, true) : throwRefusal(event, answer.refused);
	},
	'end-seat': (event) =>
		carryOut(event, {
			name: 'end-seat',
			shape: seatForm,
			run: (context, { seatId }) => endSeat(context, seatId)
		}),
	disable: (event) =>
		carryOut(event, {
			name: 'disable',
			shape: personForm,
			run: (context, { personId }) => disablePerson(context, personId)
		}),
	enable: (event) =>
		carryOut(event, {
			name: 'enable',
			shape: personForm,
			run: (context, { personId }) => enablePerson(context, personId)
		})
};

/** Returns the partnerships whose people the actor manages; null for all. */
function managedBy(actor: Actor): number[] | null {
	return actor.administrator ? null : partnershipsWhere(actor, 'people.manage');
}

/** Requires that the actor manages the people of at least one partnership. */
function demandManaging(event: RequestEvent): void {
	requirePermission(event, 'people.manage', { partnershipId: managedBy(event.locals.actor)?.[0] ?? null });
}

interface Step<Shape extends z.ZodType> {
	/** Name of the step in the address it redirects to. */
	name: string;
	shape: Shape;
	run: (context: Context, input: z.output<Shape>) => Promise<Result>;
}

/** Parses a form, runs a command and reloads the list with a message. */
async function carryOut<Shape extends z.ZodType>(event: RequestEvent, { name, shape, run }: Step<Shape>) {
	demandManaging(event);
	const form = await parseForm(event.request, shape);
	if (!form.ok) return form.failure;
	const answer = await run(event.locals, form.input);
	if (!answer.ok) return throwRefusal(event, answer.refused);
	redirect(303, `${pathInLocale('/admin', event.locals.locale)}?done=${name}`);
}

/** Returns the set-up link in the recipient's language. Only this response contains it. */
async function linkFor(
	{ locals, url }: RequestEvent,
	{ personId, token }: InvitationResult,
	renewed: boolean
) {
	const person = await personById(locals.db.read, personId);
	const path = pathInLocale(`/setup/${token}`, person?.writtenForm ?? 'nb');
	return {
		invited: {
			renewed,
			name: person?.name ?? '',
			email: person?.email ?? '',
			link: token === null ? null : url.origin + path
		}
	};
}
