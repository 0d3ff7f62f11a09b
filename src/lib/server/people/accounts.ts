import { eq } from 'drizzle-orm';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { WrittenForm } from '$lib/domain/localized';
import { anonymous } from '$lib/domain/permission';
import type { Database, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { person } from '../database/schema';
import { createInvitation } from '../identity/invitation';
import { normalizeEmail, personByEmail, placeholderEmail } from '../identity/person';
import { hasAdministrator } from './queries';
import { placeInSeat, type SeatDescription } from './seats';

/* Accounts created without an actor: the first administrator, and those of the demo. */

/**
 * Creates the first administrator. Until one has set a password, each call issues a new link and revokes the
 * previous one, so that a lost link can be replaced.
 *
 * @returns the token of the set-up link; null if an administrator has a password
 */
export async function createFirstAdministrator(
	db: Database,
	now: Date,
	email = placeholderEmail
): Promise<string | null> {
	return db.write(async (tx) => {
		if (await hasAdministrator(tx)) return null;
		const known = await personByEmail(tx, email);
		const personId =
			known?.id ?? (await addPerson(tx, now, { email, name: 'Administrator', writtenForm: 'nb' }));
		await tx.update(person).set({ administrator: true }).where(eq(person.id, personId));
		const happening = { planId: null, verb: 'make-administrator', noun: 'person', nounId: personId } as const;
		await appendEvent(tx, anonymous, now, happening);
		return createInvitation(tx, now, personId);
	});
}

export interface NewPerson {
	email: string;
	name: string;
	writtenForm: WrittenForm;
	administrator?: boolean;
	passwordHash?: string;
}

/**
 * Adds a person with a password and seats, in the caller's transaction. Takes a hash (`hashPassword`), so
 * that many accounts can share one.
 *
 * @returns the person's id
 */
export async function createPersonWithPassword(
	tx: Transaction,
	now: Date,
	{
		seats,
		...input
	}: NewPerson & {
		passwordHash: string;
		seats: readonly (SeatDescription & { partnerId?: number | null; fromDay?: CalendarDate })[];
	}
): Promise<number> {
	const personId = await addPerson(tx, now, input);
	const today = toOsloDate(now);
	for (const { partnerId = null, fromDay = today, ...described } of seats) {
		const partnerIds = partnerId === null ? described.partnerIds : [partnerId];
		await placeInSeat(tx, { ...described, partnerIds }, { personId, fromDay });
	}
	await appendEvent(tx, anonymous, now, {
		planId: null,
		verb: 'create-person',
		noun: 'person',
		nounId: personId
	});
	return personId;
}

/** Adds a person in the caller's transaction. The e-mail address must not be taken. */
export async function addPerson(tx: Transaction, now: Date, input: NewPerson): Promise<number> {
	const { name, writtenForm, administrator, passwordHash } = input;
	const [added] = await tx
		.insert(person)
		.values({
			email: normalizeEmail(input.email),
			name,
			writtenForm,
			administrator,
			passwordHash,
			createdAt: now.toISOString()
		})
		.returning({ id: person.id });
	if (!added) throw new Error('A person was not added.');
	return added.id;
}
