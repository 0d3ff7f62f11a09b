import { and, eq } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { WrittenForm } from '$lib/domain/localized';
import { ok, refuse, type Result, type Refusal } from '$lib/domain/result';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { seatHeldOn } from '../database/held-seats';
import { body, partner, person, seat, seatHolder } from '../database/schema';
import { sessionStoreIn } from '../identity/session-adapter';
import { createInvitation, revokeInvitations } from '../identity/invitation';
import { deletePersonSessions } from '../identity/session';
import { addPerson } from './accounts';
import { personByEmail, personById, type Person } from '../identity/person';
import { isErased } from './erase';
import { administratorsOnly, managementRefusal, managesPeopleOf, managesWholeAccount } from './managing';
import { queueSetupLink } from './queue-setup-link';
import { placeInSeat, type SeatDescription } from './seats';

export { createPersonWithPassword, createFirstAdministrator } from './accounts';
export { endSeat, restoreSeat } from './end-seat';

export interface InvitePersonInput extends SeatDescription {
	email: string;
	/** Ignored if the person is already registered. */
	name: string;
	writtenForm: WrittenForm;
	/** True if the person sits there by public office. */
	publicOffice?: boolean | undefined;
}

/** Delivery of a set-up link: by mail to the person, or on an administrator's screen. */
export type SetupLinkDelivery = 'mail' | 'screen';

export interface InvitationResult {
	personId: number;
	/** The token of the set-up link; null if the person has a password, or if the link is withheld. */
	token: string | null;
	/** True if the person has no password and the actor may not see the link. */
	withheld: boolean;
	/** True if the link is made and sent with a mail of the outbox. */
	queued?: boolean;
	/** True if the same form was sent before, and delivered the link. */
	delivered?: boolean;
}

/**
 * Gives a person a seat, and a set-up link if they have no password yet. A registered e-mail address gets
 * another seat. A link lets its reader act as the person, so that only administrators see one.
 *
 * @returns refused `invalid` for an unknown body or partner, a seat already held, or a disabled person
 *   (codes `unknown-choice`, `already-seated`, `person-disabled`)
 */
export async function invitePerson(
	context: Context,
	input: InvitePersonInput,
	delivery: SetupLinkDelivery = 'screen'
): Promise<Result<InvitationResult>> {
	const { db, actor, now } = context;
	return db.write(async (tx) => {
		const known = await personByEmail(tx, input.email);
		const refusal = managementRefusal(actor, known) ?? (await seatRefusal(tx, context, { ...input, known }));
		if (refusal) return refuse(refusal);
		// A set-up link would give control over seats in partnerships the actor does not manage.
		const theirs = known === null || (await managesWholeAccount(tx, actor, known));
		const { bodyId, role, partnerIds = [], represents = null, publicOffice } = input;
		const personId = known?.id ?? (await addPerson(tx, now, input));
		await placeInSeat(tx, input, { personId, fromDay: toOsloDate(now), publicOffice });
		await appendEvent(tx, actor, now, {
			planId: null,
			verb: 'invite-person',
			noun: 'person',
			nounId: personId,
			after: { name: known?.name ?? input.name, bodyId, role, partnerIds, represents }
		});
		if (known?.passwordHash || !theirs) return ok({ personId, token: null, withheld: false });
		if (delivery === 'screen' && !actor.administrator) return ok({ personId, token: null, withheld: true });
		await appendEvent(tx, actor, now, linkEvent(personId, delivery));
		if (delivery === 'mail') {
			await queueSetupLink(tx, now, { personId, occasion: 'invitation' });
			return ok({ personId, token: null, withheld: false, queued: true });
		}
		return ok({ personId, token: await createInvitation(tx, now, personId), withheld: false });
	});
}

/**
 * Issues a new set-up link for a person, and revokes the previous one. Only administrators may have it shown on
 * screen.
 */
export async function renewInvitation(
	context: Context,
	personId: number,
	delivery: SetupLinkDelivery = 'screen'
): Promise<Result<InvitationResult>> {
	const { verb } = linkEvent(personId, delivery);
	return runPersonCommand<InvitationResult>(context, personId, verb, async (tx, target) => {
		if (target.disabledAt) return refuse({ code: 'wrong-state', state: 'disabled' });
		if (delivery === 'screen' && !context.actor.administrator) return refuse(administratorsOnly);
		if (delivery === 'screen')
			return ok({ personId, token: await createInvitation(tx, context.now, personId), withheld: false });
		await revokeInvitations(tx, personId);
		await queueSetupLink(tx, context.now, { personId, occasion: 'new-link' });
		return ok({ personId, token: null, withheld: false, queued: true });
	});
}

function linkEvent(personId: number, delivery: SetupLinkDelivery) {
	const verb = delivery === 'mail' ? 'renew-invitation' : 'show-setup-link';
	return { planId: null, verb, noun: 'person', nounId: personId } as const;
}

/** Disables a person and ends their sessions and links. Refuses the actor's own account. */
export async function disablePerson(context: Context, personId: number): Promise<Result> {
	const { actor, now } = context;
	return runPersonCommand(context, personId, 'disable-person', async (tx, target) => {
		if (target.id === actor.personId) return refuse({ code: 'wrong-state', state: 'yourself' });
		if (target.disabledAt) return refuse({ code: 'wrong-state', state: 'disabled' });
		await tx.update(person).set({ disabledAt: now.toISOString() }).where(eq(person.id, personId));
		await deletePersonSessions(sessionStoreIn(tx), now, personId);
		await revokeInvitations(tx, personId);
		return ok();
	});
}

/** Enables a disabled person, with their previous password and seats. */
export async function enablePerson(context: Context, personId: number): Promise<Result> {
	return runPersonCommand(context, personId, 'enable-person', async (tx, target) => {
		if (!target.disabledAt) return refuse({ code: 'wrong-state', state: 'enabled' });
		await tx.update(person).set({ disabledAt: null }).where(eq(person.id, personId));
		return ok();
	});
}

/** Loads the person, checks permission, calls `change` and records the event. */
async function runPersonCommand<T>(
	{ db, actor, now }: Context,
	personId: number,
	verb: string,
	change: (tx: Transaction, target: Person) => Promise<Result<T>>
): Promise<Result<T>> {
	return db.write(async (tx) => {
		const target = await personById(tx, personId);
		const refusal = managementRefusal(actor, target);
		if (refusal) return refuse(refusal);
		if (!target || (await isErased(tx, personId))) return refuse({ code: 'not-found' });
		if (!(await managesWholeAccount(tx, actor, target))) return refuse(administratorsOnly);
		const outcome = await change(tx, target);
		if (outcome.ok)
			await appendEvent(tx, actor, now, { planId: null, verb, noun: 'person', nounId: personId });
		return outcome;
	});
}

/** Returns why a person cannot get a seat in a body; null if they can. */
export async function seatRefusal(
	tx: Transaction,
	{ actor, now }: Context,
	{ known, bodyId, partnerIds = [] }: SeatDescription & { known: Person | null }
): Promise<Refusal | null> {
	const fault = (field: string, code: string): Refusal => ({ code: 'invalid', faults: [{ field, code }] });
	if (known?.disabledAt) return fault('email', 'person-disabled');
	const [of] = await tx.select({ partnershipId: body.partnershipId }).from(body).where(eq(body.id, bodyId));
	// Bodies and partners of other partnerships must look as if they did not exist.
	if (!of || !managesPeopleOf(actor, of.partnershipId)) return fault('bodyId', 'unknown-choice');
	for (const partnerId of partnerIds) {
		const [represented] = await tx
			.select({ partnershipId: partner.partnershipId })
			.from(partner)
			.where(eq(partner.id, partnerId));
		if (represented?.partnershipId !== of.partnershipId) return fault('partnerId', 'unknown-choice');
	}
	if (!known) return null;
	const held = await tx
		.select({ id: seat.id })
		.from(seatHolder)
		.innerJoin(seat, seatHeldOn(toOsloDate(now)))
		.where(and(eq(seatHolder.personId, known.id), eq(seat.bodyId, bodyId), eq(seatHolder.standsIn, false)));
	return held.length > 0 ? fault('bodyId', 'already-seated') : null;
}
