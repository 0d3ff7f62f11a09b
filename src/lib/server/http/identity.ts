import type { Handle, RequestEvent } from '@sveltejs/kit';
import pino from 'pino';
import { anonymous } from '$lib/domain/permission';
import { authenticateLink } from '../reporting-links/link-actor';
import { deleteSession, validateSession, sessionCookie, sessionCookieName } from '../identity/session';

const logger = pino({ name: 'identity', level: process.env.LOG_LEVEL || 'info', base: null });

/** Says who asks. A request without a cookie of ours costs the database nothing. */
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
	const session = await validateSession(locals.db, locals.now, id);
	if (!session) return setSessionCookie(event, null);
	locals.actor = session.actor;
	locals.sessionId = id;
	if (session.renewed) setSessionCookie(event, id);
}

/** Who came by a reporting link is known by it, until they sign in. */
async function authenticateVisitor({ locals }: RequestEvent, token: string): Promise<void> {
	const visitor = await authenticateLink(locals.db.read, token, locals.now);
	if (visitor.ok) locals.actor = visitor.actor;
	else locals.linkRefused = visitor.reason;
}

/**
 * Keeps a reporting link for this browser; a session it had ends, and a link it had before is replaced.
 * The cookie holds the link's own token: the database knows its hash alone, so that what is read there
 * opens nothing.
 *
 * @param until the moment from which the link opens nothing
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

/** Hands the browser a session that was just opened; the one it had before ends. */
export async function startSession(event: RequestEvent, sessionId: string, personId: number): Promise<void> {
	const { locals } = event;
	if (locals.sessionId) await deleteSession(locals.db, locals.now, locals.sessionId);
	setSessionCookie(event, sessionId);
	deleteLinkCookie(event);
	logAuthEvent('signed-in', { personId });
}

/** Ends the visitor's session, or lets go of the link they came by, and takes the cookie away. */
export async function endSession(event: RequestEvent): Promise<void> {
	const { locals } = event;
	if (locals.sessionId) await deleteSession(locals.db, locals.now, locals.sessionId);
	setSessionCookie(event, null);
	deleteLinkCookie(event);
	if (locals.actor.personId !== null) logAuthEvent('signed-out', { personId: locals.actor.personId });
}

/** One line in the log for what happens at the door. Never a password, an e-mail address or a token. */
export function logAuthEvent(what: string, about: { personId?: number; address?: string }): void {
	logger.info(about, what);
}

function setSessionCookie(event: RequestEvent, sessionId: string | null): void {
	const { name, value, attributes } = sessionCookie(event.locals, sessionId, isSecure(event));
	event.cookies.set(name, value, attributes);
	event.locals.handsCookie = true;
}

const linkCookieOptions = { path: '/', httpOnly: true, sameSite: 'lax' } as const;

/** Over https the prefix makes the browser hold the cookie to this host, to "/" and to https. */
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
