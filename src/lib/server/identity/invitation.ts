import { randomBytes } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { refuseInvalid, ok, refuse, type Result } from '$lib/domain/result';
import type { Database, Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { invitation, person } from '../database/schema';
import { sessionStoreIn } from './session-adapter';
import { sha256 } from './hash';
import { hashPassword, passwordFaults } from './password';
import { deletePersonSessions, createSession } from './session';

/** How long a set-up link can be used. */
export const invitationDays = 7;

const invitationTokenPattern = /^[\w-]{43}$/;

/**
 * Makes a link with which a person sets their password, once. Links made before for the same person
 * and not used stop working.
 *
 * @returns the token of `/setup/<token>`; only its SHA-256 is kept
 */
export async function createInvitation(tx: Transaction, now: Date, personId: number): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	const expiresAt = new Date(now.getTime() + invitationDays * 86_400_000).toISOString();
	await revokeInvitations(tx, personId);
	await tx.insert(invitation).values({ tokenHash: sha256(token), personId, expiresAt });
	return token;
}

/** Makes a person's unused links worthless. */
export async function revokeInvitations(tx: Transaction, personId: number): Promise<void> {
	await tx.delete(invitation).where(and(eq(invitation.personId, personId), isNull(invitation.usedAt)));
}

export interface Invitee {
	personId: number;
	name: string;
	email: string;
}

/** Whom a link is for; null where it is unknown, used, too old, or its person disabled – not said which. */
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

/**
 * Uses a link: sets the password, ends the person's sessions and opens a new one, in one turn.
 *
 * @returns the new session's id; refused `not-found` where the link is of no use, `refuseInvalid` for a
 *   password that is not taken
 */
export async function redeemInvitation(
	{ db, now }: { db: Database; now: Date },
	{ token, password }: { token: string; password: string }
): Promise<Result<{ sessionId: string; personId: number }>> {
	const invited = await readInvitation(db.read, now, token);
	if (!invited) return refuse({ code: 'not-found' });
	const faults = passwordFaults(password, invited.email);
	if (faults.length > 0) return refuseInvalid(...faults);
	const passwordHash = await hashPassword(password);
	return db.write(async (tx) => {
		// Hashing took its time: someone else may have used the link meanwhile.
		const still = await readInvitation(tx, now, token);
		if (!still) return refuse({ code: 'not-found' });
		const { personId, name } = still;
		await tx
			.update(invitation)
			.set({ usedAt: now.toISOString() })
			.where(eq(invitation.tokenHash, sha256(token)));
		await tx.update(person).set({ passwordHash }).where(eq(person.id, personId));
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
