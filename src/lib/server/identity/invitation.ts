import { randomBytes } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { WrittenForm } from '$lib/domain/localized';
import { setupLinkDays } from '$lib/domain/mail/mail';
import { refuseInvalid, ok, refuse, type Result } from '$lib/domain/result';
import type { Database, Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { invitation, person } from '../database/schema';
import { sessionStoreIn } from './session-adapter';
import { sha256 } from './hash';
import { hashPassword, passwordFaults } from './password';
import { personByEmail, placeholderEmail } from './person';
import { deletePersonSessions, createSession } from './session';

export { setupLinkDays as invitationDays } from '$lib/domain/mail/mail';

const invitationTokenPattern = /^[\w-]{43}$/;

/**
 * Creates a single-use link for setting a password. The person's earlier unused links stop working.
 *
 * @returns the token of `/setup/<token>`; only its SHA-256 is stored
 */
export async function createInvitation(tx: Transaction, now: Date, personId: number): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	const expiresAt = new Date(now.getTime() + setupLinkDays * 86_400_000).toISOString();
	await revokeInvitations(tx, personId);
	await tx.insert(invitation).values({ tokenHash: sha256(token), personId, expiresAt });
	return token;
}

/** Deletes a person's unused links. */
export async function revokeInvitations(tx: Transaction, personId: number): Promise<void> {
	await tx.delete(invitation).where(and(eq(invitation.personId, personId), isNull(invitation.usedAt)));
}

export interface Invitee {
	personId: number;
	name: string;
	email: string;
}

/** Returns the person a link is for; null if it is unknown, used or expired, or the person is disabled. */
export async function readInvitation(read: Queryable, now: Date, token: string): Promise<Invitee | null> {
	if (!invitationTokenPattern.test(token)) return null;
	const [invited] = await read
		.select({ personId: person.id, name: person.name, email: person.email })
		.from(invitation)
		.innerJoin(person, and(eq(person.id, invitation.personId), isNull(person.disabledAt)))
		.where(
			and(
				eq(invitation.tokenHash, sha256(token)),
				isNull(invitation.usedAt),
				gt(invitation.expiresAt, now.toISOString())
			)
		);
	return invited ?? null;
}

/** A password for a link's person; the first administrator gives their own details with it. */
export interface InvitationAnswer {
	token: string;
	password: string;
	details?: { name: string; email: string; writtenForm: WrittenForm } | null;
}

/**
 * Redeems a link: sets the password, ends the person's sessions and starts a new one, in one transaction.
 *
 * @returns the new session's id; refused with `not-found` for an invalid link, and with `invalid` for a
 *   rejected password
 */
export async function redeemInvitation(
	{ db, now }: { db: Database; now: Date },
	{ token, password, details = null }: InvitationAnswer
): Promise<Result<{ sessionId: string; personId: number }>> {
	const invited = await readInvitation(db.read, now, token);
	if (!invited) return refuse({ code: 'not-found' });
	const own = invited.email === placeholderEmail ? details : null;
	const faults = passwordFaults(password, own?.email ?? invited.email);
	if (faults.length > 0) return refuseInvalid(...faults);
	const passwordHash = await hashPassword(password);
	return db.write(async (tx) => {
		// Another request may have used the link while the password was hashed.
		const still = await readInvitation(tx, now, token);
		if (!still) return refuse({ code: 'not-found' });
		const { personId } = still;
		const { name } = own ?? still;
		if (own && (await personByEmail(tx, own.email))) return refuseInvalid({ field: 'email', code: 'taken' });
		await tx
			.update(invitation)
			.set({ usedAt: now.toISOString() })
			.where(eq(invitation.tokenHash, sha256(token)));
		await tx
			.update(person)
			.set({ passwordHash, ...own })
			.where(eq(person.id, personId));
		await deletePersonSessions(sessionStoreIn(tx), now, personId);
		const sessionId = await createSession(sessionStoreIn(tx), now, personId);
		const self = { personId, name, administrator: false, seats: [] };
		await appendEvent(tx, self, now, {
			planId: null,
			verb: 'set-password',
			noun: 'person',
			nounId: personId
		});
		return ok({ sessionId, personId });
	});
}
