import { randomBytes } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { emailChangeHours } from '$lib/domain/mail/mail';
import type { Actor } from '$lib/domain/permission';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import type { Database, Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { queueMail } from '../database/outbox';
import { emailChange, person } from '../database/schema';
import { sha256 } from './hash';
import { revokeInvitations } from './invitation';
import { verifyPassword } from './password';
import { normalizeEmail, personByEmail, personById } from './person';
import { recordSuccess, registerAttempt } from './sign-in-limit';

const tokenPattern = /^[\w-]{43}$/;

/** A new address, with the current password and the network address of the request. */
interface EmailChangeRequest {
	email: string;
	current: string;
	address: string;
}

/**
 * Queues a mail with a link to the actor's new address; the current one stays until the link is used. The result
 * is the same for an address in use, which gets no mail. Wrong passwords are limited like failed sign-ins.
 *
 * @returns refused with `invalid` and a fault of `emailPassword` or `email`
 */
export async function requestEmailChange(
	{ db, actor, now }: Context,
	{ email, current, address }: EmailChangeRequest
): Promise<Result> {
	const self = actor.personId === null ? null : await personById(db.read, actor.personId);
	if (!self) return refuse({ code: 'not-found' });
	const wanted = normalizeEmail(email);
	if (wanted === self.email) return refuseInvalid({ field: 'email', code: 'nothing-changed' });
	const admission = await registerAttempt({ db, now }, { email: self.email, address });
	if (!admission.admitted) return refuseInvalid({ field: 'emailPassword', code: 'too-many-tries' });
	if (!(await verifyPassword(self.passwordHash, current)))
		return refuseInvalid({ field: 'emailPassword', code: 'wrong-password' });
	return db.write(async (tx) => {
		const personId = self.id;
		await recordSuccess(tx, now, { attempt: admission.attempt, personId, address });
		await tx.delete(emailChange).where(eq(emailChange.personId, personId));
		await tx.insert(emailChange).values({ personId, email: wanted, expiresAt: hoursFrom(now) });
		await appendEvent(tx, actor, now, { ...eventOf('request-email-change', personId) });
		if (await personByEmail(tx, wanted)) return ok();
		const { name, writtenForm } = self;
		const to = { personId, name, writtenForm, email: wanted, roundId: null };
		await queueMail(tx, now, { ...to, reason: 'account-notice', about: `address:${personId}` });
		return ok();
	});
}

/** Drops the actor's address that waits for confirmation. */
export async function cancelEmailChange({ db, actor, now }: Context): Promise<Result> {
	const { personId } = actor;
	if (personId === null) return refuse({ code: 'not-found' });
	return db.write(async (tx) => {
		const dropped = await tx.delete(emailChange).where(eq(emailChange.personId, personId)).returning();
		if (dropped.length === 0) return refuse({ code: 'not-found' });
		await appendEvent(tx, actor, now, eventOf('cancel-email-change', personId));
		return ok();
	});
}

/** Returns the address that waits for confirmation; null if there is none. */
export async function pendingEmail(read: Queryable, personId: number, now: Date): Promise<string | null> {
	const [found] = await read
		.select({ email: emailChange.email })
		.from(emailChange)
		.where(and(eq(emailChange.personId, personId), gt(emailChange.expiresAt, now.toISOString())));
	return found?.email ?? null;
}

/**
 * Makes the link of a mail that is about to be sent; only its SHA-256 is stored.
 *
 * @returns null if the mail's address no longer waits
 */
export async function createEmailToken(
	tx: Transaction,
	now: Date,
	{ personId, email }: { personId: number; email: string }
): Promise<string | null> {
	const token = randomBytes(32).toString('base64url');
	const changed = await tx
		.update(emailChange)
		.set({ tokenHash: sha256(token), expiresAt: hoursFrom(now) })
		.where(and(eq(emailChange.personId, personId), eq(emailChange.email, email)))
		.returning({ personId: emailChange.personId });
	return changed.length > 0 ? token : null;
}

/** Returns the person and address of a link; null if it is unknown, used or expired, or the person is disabled. */
export async function readEmailToken(read: Queryable, now: Date, token: string) {
	if (!tokenPattern.test(token)) return null;
	const [found] = await read
		.select({
			personId: person.id,
			name: person.name,
			email: emailChange.email,
			before: person.email,
			writtenForm: person.writtenForm
		})
		.from(emailChange)
		.innerJoin(person, and(eq(person.id, emailChange.personId), isNull(person.disabledAt)))
		.where(and(eq(emailChange.tokenHash, sha256(token)), gt(emailChange.expiresAt, now.toISOString())));
	return found ?? null;
}

/**
 * Takes over the address of a link, once, and tells the old one. Set-up links to the old address stop working.
 *
 * @returns refused with `not-found` for an invalid link, or if the address is in use by now
 */
export async function confirmEmailChange(
	{ db, now }: { db: Database; now: Date },
	token: string
): Promise<Result<{ email: string }>> {
	return db.write(async (tx) => {
		const found = await readEmailToken(tx, now, token);
		if (!found || (await personByEmail(tx, found.email))) return refuse({ code: 'not-found' });
		const { personId, name, email, before, writtenForm } = found;
		await tx.delete(emailChange).where(eq(emailChange.personId, personId));
		await tx.update(person).set({ email }).where(eq(person.id, personId));
		await revokeInvitations(tx, personId);
		const to = { personId, name, writtenForm, email: before, roundId: null };
		await queueMail(tx, now, { ...to, reason: 'account-notice', about: `address-changed:${personId}` });
		const self: Actor = { personId, name, administrator: false, seats: [] };
		await appendEvent(tx, self, now, eventOf('change-email', personId));
		return ok({ email });
	});
}

function hoursFrom(now: Date): string {
	return new Date(now.getTime() + emailChangeHours * 3_600_000).toISOString();
}

/** The event holds no address: the log is kept longer than the account's details. */
function eventOf(verb: string, personId: number) {
	return { planId: null, verb, noun: 'person', nounId: personId } as const;
}
