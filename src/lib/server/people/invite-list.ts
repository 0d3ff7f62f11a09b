import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { partnershipsWhere } from '$lib/domain/permission';
import type { ListedInvitee } from '$lib/domain/people-list';
import { ok, refuseInvalid, type Result, type ValidationError } from '$lib/domain/result';
import { denial } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { personByEmail } from '../identity/person';
import { addPerson } from './accounts';
import { seatRefusal } from './commands';
import { managementRefusal, managesWholeAccount } from './managing';
import { queueSetupLink } from './queue-setup-link';
import { placeInSeat } from './seats';

export interface ListInvitation {
	/** People with a new seat. */
	seated: number;
	/** Invitations in the outbox, one for each person without a password. */
	queued: number;
}

/**
 * Gives every person of a list a seat and queues an invitation for each who has no password. Nothing is saved if
 * a line has a fault.
 *
 * @returns refused `invalid` with the faults by line number
 */
export async function inviteList(
	context: Context,
	people: readonly ListedInvitee[]
): Promise<Result<ListInvitation>> {
	const { db, actor } = context;
	const [managed = null] = partnershipsWhere(actor, 'people.manage');
	return db.write(async (tx) => {
		const denied = await denial(tx, actor, { action: 'people.manage', partnershipId: managed });
		if (denied) return denied;
		const faults: ValidationError[] = [];
		for (const one of people) {
			const known = await personByEmail(tx, one.email);
			const refusal = managementRefusal(actor, known) ?? (await seatRefusal(tx, context, { ...one, known }));
			if (!refusal) continue;
			if (refusal.code === 'invalid')
				faults.push(...refusal.faults.map(({ code }) => ({ field: String(one.line), code })));
			else faults.push({ field: String(one.line), code: 'not-allowed' });
		}
		if (faults.length > 0) return refuseInvalid(...faults);
		const invited = new Set<number>();
		for (const one of people) {
			const personId = await seatPerson(tx, context, one);
			if (personId !== null) invited.add(personId);
		}
		return ok({ seated: people.length, queued: invited.size });
	});
}

/** Gives a person a seat; returns the id if an invitation was queued. */
async function seatPerson(
	tx: Transaction,
	{ actor, now }: Context,
	one: ListedInvitee
): Promise<number | null> {
	const known = await personByEmail(tx, one.email);
	const mayInvite = known === null || (await managesWholeAccount(tx, actor, known));
	const personId = known?.id ?? (await addPerson(tx, now, one));
	await placeInSeat(tx, one, { personId, fromDay: toOsloDate(now) });
	const { bodyId, role, partnerIds, represents } = one;
	const name = known?.name ?? one.name;
	await appendEvent(tx, actor, now, {
		planId: null,
		verb: 'invite-person',
		noun: 'person',
		nounId: personId,
		after: { name, bodyId, role, partnerIds, represents }
	});
	if (known?.passwordHash || !mayInvite) return null;
	await queueSetupLink(tx, now, { personId, occasion: 'invitation' });
	return personId;
}
