import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { partnershipsWhere, type Actor } from '$lib/domain/permission';
import { invitationForm, personForm, seatForm } from '$lib/forms/invitation';
import { pathInLocale } from '$lib/i18n/locale';
import { handleForm, type FormCommand } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
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
	invite: (event) => {
		demandManaging(event);
		return handleForm(event, {
			shape: invitationForm,
			run: (input) => invitePerson(event.locals, input),
			done: (invited) => linkFor(event, invited, false)
		});
	},
	renew: (event) => {
		demandManaging(event);
		return handleForm(event, {
			shape: personForm,
			run: ({ personId }) => renewInvitation(event.locals, personId),
			done: (invited) => linkFor(event, invited, true)
		});
	},
	'end-seat': (event) =>
		handleStep(event, 'end-seat', { shape: seatForm, run: ({ seatId }) => endSeat(event.locals, seatId) }),
	disable: (event) =>
		handleStep(event, 'disable', {
			shape: personForm,
			run: ({ personId }) => disablePerson(event.locals, personId)
		}),
	enable: (event) =>
		handleStep(event, 'enable', {
			shape: personForm,
			run: ({ personId }) => enablePerson(event.locals, personId)
		})
};

/** Runs a command on a person, and returns to the list with a message. */
function handleStep<Shape extends z.ZodType>(event: RequestEvent, name: string, step: FormCommand<Shape>) {
	demandManaging(event);
	return handleForm(event, { ...step, done: `${pathInLocale('/admin', event.locals.locale)}?done=${name}` });
}

/** Returns the partnerships whose people the actor manages; null for all. */
function managedBy(actor: Actor): number[] | null {
	return actor.administrator ? null : partnershipsWhere(actor, 'people.manage');
}

/** Requires that the actor manages the people of at least one partnership. */
function demandManaging(event: RequestEvent): void {
	requirePermission(event, 'people.manage', { partnershipId: managedBy(event.locals.actor)?.[0] ?? null });
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
