import { and, desc, eq } from 'drizzle-orm';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import type { Queryable } from '../database/database';
import { appendEvent } from '../database/event-log';
import { event, person } from '../database/schema';
import { revokeInvitations } from './invitation';
import { hashPassword, passwordFaults, verifyPassword } from './password';
import { personById } from './person';
import { createSession, deletePersonSessions } from './session';
import { sessionStoreIn } from './session-adapter';
import { recordSuccess, registerAttempt } from './sign-in-limit';

/** A new password, with the current one and the network address of the request. */
interface PasswordChange {
	current: string;
	password: string;
	address: string;
}

/**
 * Changes the actor's own password, ends all their sessions and starts a new one. Wrong current passwords are
 * limited like failed sign-ins.
 *
 * @returns the new session's id; refused with `invalid` and a fault of `currentPassword` or `password`
 */
export async function changePassword(
	{ db, actor, now }: Context,
	{ current, password, address }: PasswordChange
): Promise<Result<{ sessionId: string; personId: number }>> {
	const self = actor.personId === null ? null : await personById(db.read, actor.personId);
	if (!self) return refuse({ code: 'not-found' });
	const admission = await registerAttempt({ db, now }, { email: self.email, address });
	if (!admission.admitted) return refuseInvalid({ field: 'currentPassword', code: 'too-many-tries' });
	if (!(await verifyPassword(self.passwordHash, current)))
		return refuseInvalid({ field: 'currentPassword', code: 'wrong-password' });
	const faults = passwordFaults(password, self.email);
	const passwordHash = await hashPassword(password);
	return db.write(async (tx) => {
		const personId = self.id;
		await recordSuccess(tx, now, { attempt: admission.attempt, personId, address });
		if (faults.length > 0) return refuseInvalid(...faults);
		const still = await personById(tx, personId);
		// Another request may have changed the password or disabled the account meanwhile.
		if (still?.passwordHash !== self.passwordHash || still.disabledAt) return refuse({ code: 'not-found' });
		await tx.update(person).set({ passwordHash }).where(eq(person.id, personId));
		await deletePersonSessions(sessionStoreIn(tx), now, personId);
		await revokeInvitations(tx, personId);
		const sessionId = await createSession(sessionStoreIn(tx), now, personId);
		const change = { planId: null, verb: 'change-password', noun: 'person', nounId: personId } as const;
		await appendEvent(tx, actor, now, change);
		return ok({ sessionId, personId });
	});
}

/** Ends all sessions of the actor, on every machine. */
export async function signOutEverywhere({ db, actor, now }: Context): Promise<Result> {
	const { personId } = actor;
	if (personId === null) return refuse({ code: 'not-found' });
	return db.write(async (tx) => {
		await deletePersonSessions(sessionStoreIn(tx), now, personId);
		const end = { planId: null, verb: 'end-sessions', noun: 'person', nounId: personId } as const;
		await appendEvent(tx, actor, now, end);
		return ok();
	});
}

/** Returns the latest events about a person's account, newest first. */
export function accountEvents(read: Queryable, personId: number) {
	return read
		.select({ seq: event.seq, at: event.at, by: event.by, verb: event.verb })
		.from(event)
		.where(and(eq(event.noun, 'person'), eq(event.nounId, String(personId))))
		.orderBy(desc(event.seq))
		.limit(20);
}
