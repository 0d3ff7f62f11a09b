import type { Database } from '../database/database';
import { normalizeEmail, personByEmail } from './person';
import { sessionStoreIn } from './session-adapter';
import { registerAttempt, recordSuccess } from './sign-in-limit';
import { verifyPassword } from './password';
import { createSession } from './session';

export type SignInResult =
	| { ok: true; sessionId: string; personId: number }
	/**
	 * The same answer for an unknown account, a wrong password, an account without a password and a disabled
	 * one.
	 */
	| {
			ok: false;
			refused: { code: 'wrong-credentials' } | { code: 'too-many-tries'; retryAfterSeconds: number };
	  };

export interface Credentials {
	email: string;
	password: string;
	/** The network address of the attempt. */
	address: string;
}

/** Starts a session if the password matches the account. */
export async function signIn(
	{ db, now }: { db: Database; now: Date },
	{ email, password, address }: Credentials
): Promise<SignInResult> {
	const admission = await registerAttempt({ db, now }, { email: normalizeEmail(email), address });
	if (!admission.admitted)
		return { ok: false, refused: { code: 'too-many-tries', retryAfterSeconds: admission.retryAfterSeconds } };
	const person = await personByEmail(db.read, email);
	const usable = person && !person.disabledAt ? person : null;
	const matches = await verifyPassword(usable?.passwordHash ?? null, password);
	if (!usable || !matches) return { ok: false, refused: { code: 'wrong-credentials' } };
	const sessionId = await db.write(async (tx) => {
		await recordSuccess(tx, now, { attempt: admission.attempt, personId: usable.id, address });
		return createSession(sessionStoreIn(tx), now, usable.id);
	});
	return { ok: true, sessionId, personId: usable.id };
}
