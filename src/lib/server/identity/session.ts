import { Lucia, TimeSpan, type CookieAttributes } from 'lucia';
import type { Actor } from '$lib/domain/permission';
import type { Database } from '../database/database';
import { outageCause } from '../database/outage';
import { SessionAdapter, type SessionStore } from './session-adapter';

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof lucia>;
	}
}

/** Days that a session lasts without use. Use in its second half renews it. */
const sessionDays = 30;

/** Lucia's session ids: 200 random bits in base32. Other ids are not queried. */
const sessionIdPattern = /^[a-z2-7]{40}$/;

/**
 * Returns Lucia for one request, with its database or transaction and its time. Creating it takes a
 * microsecond, and requests share no state.
 */
function lucia(store: SessionStore, now: Date, secure = true) {
	return new Lucia(new SessionAdapter(store, now), {
		sessionExpiresIn: new TimeSpan(sessionDays, 'd'),
		sessionCookie: { name: sessionCookieName(secure), attributes: { secure, sameSite: 'lax', path: '/' } },
		getUserAttributes: ({ actor }) => ({ actor })
	});
}

/** Returns the cookie's name; over https its prefix restricts it to this host, the path "/" and https. */
export function sessionCookieName(secure: boolean): string {
	return secure ? '__Host-framdrift_session' : 'framdrift_session';
}

export interface ActiveSession {
	actor: Actor;
	/** True if the session was renewed and its cookie must be set again. */
	renewed: boolean;
}

/**
 * Returns the person of a session id, in one SQL statement; null if the session is unknown or expired. Writes
 * only to renew or delete the session.
 */
export async function validateSession(
	db: Database,
	now: Date,
	sessionId: string
): Promise<ActiveSession | null> {
	if (!sessionIdPattern.test(sessionId)) return null;
	const { session, user } = await lucia(evenIfUnwritable(db), now).validateSession(sessionId);
	return session && { actor: user.actor, renewed: session.fresh };
}

/** Returns a store for readers: a session that cannot be renewed or removed now is at its next use. */
function evenIfUnwritable({ read, write }: Database): SessionStore {
	const tried: SessionStore['write'] = (work) =>
		write(work).catch((error: unknown) => {
			if (outageCause(error) === null) throw error;
			return undefined as Awaited<ReturnType<typeof work>>;
		});
	return { read, write: tried };
}

/**
 * Creates a session for a person, and deletes expired ones.
 *
 * @returns the id for the cookie, which is not stored
 */
export async function createSession(store: SessionStore, now: Date, personId: number): Promise<string> {
	const sessions = lucia(store, now);
	await sessions.deleteExpiredSessions();
	const { id } = await sessions.createSession(personId, {});
	return id;
}

export async function deleteSession(store: SessionStore, now: Date, sessionId: string): Promise<void> {
	await lucia(store, now).invalidateSession(sessionId);
}

/** Deletes all sessions of a person. */
export async function deletePersonSessions(store: SessionStore, now: Date, personId: number): Promise<void> {
	await lucia(store, now).invalidateUserSessions(personId);
}

export interface SessionCookie {
	name: string;
	value: string;
	attributes: CookieAttributes & { path: string };
}

/** Returns the cookie of a session; for null, the one that deletes it. */
export function sessionCookie(
	{ db, now }: { db: SessionStore; now: Date },
	sessionId: string | null,
	secure: boolean
): SessionCookie {
	const sessions = lucia(db, now, secure);
	const { name, value, attributes } =
		sessionId === null ? sessions.createBlankSessionCookie() : sessions.createSessionCookie(sessionId);
	return { name, value, attributes: { ...attributes, path: '/' } };
}
