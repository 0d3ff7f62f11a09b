import type { Database } from '../database/database';
import { emailKey, findByEmail } from '../people/queries';
import { within } from './adapter';
import { admit, forgive } from './limit';
import { verifyPassword } from './password';
import { startSession } from './session';

export type SignIn =
	| { ok: true; sessionId: string; personId: number }
	/** One answer for an unknown account, a wrong password, one without a password and a disabled one. */
	| {
			ok: false;
			refused: { code: 'wrong-credentials' } | { code: 'too-many-tries'; retryAfterSeconds: number };
	  };

export interface Credentials {
	email: string;
	password: string;
	/** The network address the try comes from. */
	address: string;
}

/** Opens a session for whoever knows an account's password. */
export async function signIn(
	{ db, now }: { db: Database; now: Date },
	{ email, password, address }: Credentials
): Promise<SignIn> {
	const admission = await admit(db, now, emailKey(email), address);
	if (!admission.admitted)
		return { ok: false, refused: { code: 'too-many-tries', retryAfterSeconds: admission.retryAfterSeconds } };
	const person = await findByEmail(db.read, email);
	const usable = person && !person.disabledAt ? person : null;
	const matches = await verifyPassword(usable?.passwordHash ?? null, password);
	if (!usable || !matches) return { ok: false, refused: { code: 'wrong-credentials' } };
	const sessionId = await db.write(async (tx) => {
		await forgive(tx, admission.attempt);
		return startSession(within(tx), now, usable.id);
	});
	return { ok: true, sessionId, personId: usable.id };
}
