import { Lucia, TimeSpan, type CookieAttributes } from 'lucia';
import type { Actor } from '$lib/domain/permission';
import type { Database } from '../database/database';
import { SessionAdapter, type SessionStore } from './session-adapter';

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof lucia>;
	}
}

/** How long a session lasts unused. Used past its half, it gets the whole of it again. */
export const sessionDays = 30;

/** As Lucia makes them: 200 random bits in base32. What looks otherwise is not asked after. */
const sessionIdPattern = /^[a-z2-7]{40}$/;

/**
 * Lucia for one request: its database, or the turn it writes in, and its moment. Making one costs a
 * microsecond, and nothing is then shared between requests.
 */
function lucia(store: SessionStore, now: Date, secure = true) {
	return new Lucia(new SessionAdapter(store, now), {
		sessionExpiresIn: new TimeSpan(sessionDays, 'd'),
		sessionCookie: { name: sessionCookieName(secure), attributes: { secure, sameSite: 'lax', path: '/' } },
		getUserAttributes: ({ actor }) => ({ actor })
	});
}

/** Over https the prefix makes the browser hold the cookie to this host, to "/" and to https. */
export function sessionCookieName(secure: boolean): string {
	return secure ? '__Host-framdrift_session' : 'framdrift_session';
}

export interface ActiveSession {
	actor: Actor;
	/** The session got its whole life again; the cookie must follow. */
	renewed: boolean;
}

/**
 * Who a session id stands for, with one SQL statement; null where it opens nothing (any more).
 * Writes only to renew, or to remove what has expired.
 */
export async function validateSession(
	db: Database,
	now: Date,
	sessionId: string
): Promise<ActiveSession | null> {
	if (!sessionIdPattern.test(sessionId)) return null;
	const { session, user } = await lucia(db, now).validateSession(sessionId);
	return session && { actor: user.actor, renewed: session.fresh };
}

/**
 * Opens a new session for a person, and sweeps out what has expired.
 *
 * @returns the id for the cookie; it is nowhere else
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

/** Signs a person out everywhere. */
export async function deletePersonSessions(store: SessionStore, now: Date, personId: number): Promise<void> {
	await lucia(store, now).invalidateUserSessions(personId);
}

export interface SessionCookie {
	name: string;
	value: string;
	attributes: CookieAttributes & { path: string };
}

/** The cookie that carries a session, or with null the one that takes it away. */
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
