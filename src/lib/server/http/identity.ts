import type { Handle, RequestEvent } from '@sveltejs/kit';
import pino from 'pino';
import { anonymous } from '$lib/domain/permission';
import { authenticateLink } from '../reporting-links/link-actor';
import { findCurrent } from './replica';
import { deleteSession, validateSession, sessionCookie, sessionCookieName } from '../identity/session';

const logger = pino({ name: 'identity', level: process.env.LOG_LEVEL || 'info', base: null });

/** Sets the request's actor. A request without our cookies costs no database query. */
export const identityHandle: Handle = async ({ event, resolve }) => {
	event.locals.actor = anonymous;
	event.locals.sessionId = null;
	event.locals.linkRefused = null;
	event.locals.handsCookie = false;
	const id = event.cookies.get(sessionCookieName(isSecure(event)));
	if (id) await authenticate(event, id);
	const token = event.cookies.get(linkCookieName(event));
	if (token && event.locals.actor === anonymous) await authenticateVisitor(event, token);
	return resolve(event);
};

async function authenticate(event: RequestEvent, id: string): Promise<void> {
	const { locals } = event;
	const validate = () => validateSession(locals.db, locals.now, id);
	const session = await findCurrent(locals.db, validate, (found) => found !== null);
	if (!session) return setSessionCookie(event, null);
	locals.actor = session.actor;
	locals.sessionId = id;
	if (session.renewed) setSessionCookie(event, id);
}

/** Identifies a visitor by a reporting link, until they sign in. */
async function authenticateVisitor({ locals }: RequestEvent, token: string): Promise<void> {
	const look = () => authenticateLink(locals.db.read, token, locals.now);
	const visitor = await findCurrent(locals.db, look, ({ ok }) => ok);
	if (visitor.ok) locals.actor = visitor.actor;
	else locals.linkRefused = visitor.reason;
}

/**
 * Stores a reporting link in a cookie; ends the browser's session and replaces an earlier link. The cookie
 * holds the token and the database only its hash, so a leaked database opens no link.
 *
 * @param until the time the link expires
 */
export async function startLinkSession(event: RequestEvent, token: string, until: Date): Promise<void> {
	const { locals } = event;
	if (locals.sessionId) {
		await deleteSession(locals.db, locals.now, locals.sessionId);
		setSessionCookie(event, null);
	}
	const secure = isSecure(event);
	event.cookies.set(linkCookieName(event), token, { ...linkCookieOptions, secure, expires: until });
	locals.handsCookie = true;
}

/** Sets the cookie of a new session, and ends the browser's previous one. */
export async function startSession(event: RequestEvent, sessionId: string, personId: number): Promise<void> {
	const { locals } = event;
	if (locals.sessionId) await deleteSession(locals.db, locals.now, locals.sessionId);
	setSessionCookie(event, sessionId);
	deleteLinkCookie(event);
	logAuthEvent('signed-in', { personId });
}

/** Ends the visitor's session or link, and deletes the cookie. */
export async function endSession(event: RequestEvent): Promise<void> {
	const { locals } = event;
	if (locals.sessionId) await deleteSession(locals.db, locals.now, locals.sessionId);
	setSessionCookie(event, null);
	deleteLinkCookie(event);
	if (locals.actor.personId !== null) logAuthEvent('signed-out', { personId: locals.actor.personId });
}

/** Logs an authentication event. Never includes a password, an e-mail address or a token. */
export function logAuthEvent(what: string, about: { personId?: number; address?: string }): void {
	logger.info(about, what);
}

function setSessionCookie(event: RequestEvent, sessionId: string | null): void {
	const { name, value, attributes } = sessionCookie(event.locals, sessionId, isSecure(event));
	event.cookies.set(name, value, attributes);
	event.locals.handsCookie = true;
}

const linkCookieOptions = { path: '/', httpOnly: true, sameSite: 'lax' } as const;

/** Returns the cookie's name; over https its prefix restricts it to this host, the path "/" and https. */
function linkCookieName(event: RequestEvent): string {
	return isSecure(event) ? '__Host-framdrift_link' : 'framdrift_link';
}

function deleteLinkCookie(event: RequestEvent): void {
	const name = linkCookieName(event);
	if (event.cookies.get(name)) event.cookies.delete(name, { ...linkCookieOptions, secure: isSecure(event) });
}

function isSecure(event: RequestEvent): boolean {
	return event.url.protocol === 'https:';
}
