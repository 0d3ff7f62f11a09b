import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { erasedName } from '$lib/domain/erasure';
import { readListFilter } from '$lib/domain/list-filter';
import { filterPeople, peopleListChoices } from '$lib/domain/people-filter';
import { mayDo } from '$lib/domain/permission';
import { emptyForm, holderForm, invitationForm, personForm } from '$lib/forms/invitation';
import { pathInLocale } from '$lib/i18n/locale';
import { clientAddress } from '$lib/server/http/client-address';
import { bodyAddresses } from '$lib/server/http/home-plan';
import { handleForm, type FormCommand } from '$lib/server/http/form-action';
import { describeSetupLink, setupLinkDelivery } from '$lib/server/http/setup-link';
import { invitationDays } from '$lib/server/identity/invitation';
import { admitAddress, admissionHours } from '$lib/server/people/admit-address';
import {
	disablePerson,
	enablePerson,
	endSeat,
	invitePerson,
	renewInvitation,
	restoreSeat,
	type InvitationResult
} from '$lib/server/people/commands';
import { invitationChoices, listPeople } from '$lib/server/people/queries';
import { requireManaging, requireManagingNamed } from './managed.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { managed, partnership, start } = await requireManagingNamed(event);
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const { actor, db, now } = event.locals;
	const people = await listPeople(db.read, now, managed);
	const addressOf = await bodyAddresses(event.locals);
	const filter = readListFilter(event.url.searchParams, peopleListChoices);
	const listed = people.map(({ elsewhere, ...person }) => ({
		...person,
		seats: person.seats.map(({ partnershipId, bodySlug, bodyName, ...held }) => ({
			...held,
			body: { ...addressOf(partnershipId, bodySlug), name: bodyName }
		})),
		// Only administrators change administrators and people with seats elsewhere, and nobody can remove
		// their own access.
		manageable: actor.administrator || (!person.administrator && !elsewhere),
		self: person.id === actor.personId
	}));
	const { shown, ...list } = filterPeople(listed, filter);
	return {
		people: shown,
		total: listed.length,
		filter,
		list,
		choices: await invitationChoices(db.read, managed),
		invitationDays,
		admissionHours,
		/** True if the actor can have set-up links made. */
		makesLinks: actor.administrator || setupLinkDelivery() === 'mail',
		/** The partnership that the address names. */
		partnership,
		start,
		mayCreate: mayDo(actor, 'partnership.create'),
		mayErase: mayDo(actor, 'people.erase'),
		/** The name that an erased person has from now on. */
		erased: erasedName(countIn(event, 'number')),
		/** True if an administrator hands out links on paper. */
		printsLinks: actor.administrator && setupLinkDelivery() === 'screen',
		done: event.url.searchParams.get('done'),
		/** The holder whose seat was just ended, to take it back. */
		ended: countIn(event, 'holder'),
		/** The person whose account was just closed, to open it again. */
		closed: countIn(event, 'person'),
		listed: { seated: countIn(event, 'seated'), queued: countIn(event, 'queued') }
	};
};

export const actions: Actions = {
	invite: (event) => {
		requireManaging(event);
		return handleForm(event, {
			guard: () => requireManaging(event),
			shape: invitationForm,
			creates: true,
			once: withoutToken,
			run: ({ partnerId, ...input }) => {
				const partnerIds = partnerId == null ? [] : [partnerId];
				return invitePerson(event.locals, { ...input, partnerIds }, setupLinkDelivery());
			},
			done: (invited) => showInvited(event, invited, false)
		});
	},
	renew: (event) => {
		requireManaging(event);
		return handleForm(event, {
			guard: () => requireManaging(event),
			shape: personForm,
			once: withoutToken,
			run: ({ personId }) => renewInvitation(event.locals, personId, setupLinkDelivery()),
			done: (invited) => showInvited(event, invited, true)
		});
	},
	'end-seat': (event) =>
		handleStep(event, 'end-seat', {
			shape: holderForm,
			run: ({ holderId }) => endSeat(event.locals, holderId),
			about: ({ holderId }) => `&holder=${holderId}`
		}),
	'restore-seat': (event) =>
		handleStep(event, 'restore-seat', {
			shape: holderForm,
			run: ({ holderId }) => restoreSeat(event.locals, holderId)
		}),
	disable: (event) =>
		handleStep(event, 'disable', {
			shape: personForm,
			run: ({ personId }) => disablePerson(event.locals, personId),
			about: ({ personId }) => `&person=${personId}`
		}),
	enable: (event) =>
		handleStep(event, 'enable', {
			shape: personForm,
			run: ({ personId }) => enablePerson(event.locals, personId)
		}),
	/** Lets the network of the request through the sign-in limit for a meeting. */
	admit: (event) =>
		handleStep(event, 'admit', {
			shape: emptyForm,
			run: () => admitAddress(event.locals, clientAddress(event))
		})
};

/** Runs a command on a person, and returns to the list with a message. */
function handleStep<Shape extends z.ZodType>(
	event: RequestEvent,
	name: string,
	{ about, ...step }: FormCommand<Shape> & { about?: (input: z.output<Shape>) => string }
) {
	requireManaging(event);
	const back = `${pathInLocale('/admin', event.locals.locale)}?done=${name}`;
	return handleForm(event, {
		...step,
		guard: () => requireManaging(event),
		done: (_, { input }) => back + (about?.(input) ?? '')
	});
}

/** Marks an invitation whose link is already delivered; its token is not stored. */
function withoutToken(invited: InvitationResult): InvitationResult {
	return { ...invited, token: null, delivered: invited.token !== null };
}

/** Returns what the page says about a set-up link. */
async function showInvited(event: RequestEvent, invited: InvitationResult, renewed: boolean) {
	return { invited: { renewed, ...(await describeSetupLink(event, invited)) } };
}

/** Returns a number of the address, for the message after a list. */
function countIn({ url }: RequestEvent, name: string): number {
	return Number(url.searchParams.get(name)) || 0;
}
