import type { Handle, RequestEvent } from '@sveltejs/kit';
import pino from 'pino';
import { anyone } from '$lib/domain/permission';
import { endSession, readSession, sessionCookie, sessionCookieName } from '../identity/session';

const logger = pino({ name: 'identity', level: process.env.LOG_LEVEL || 'info', base: null });

/** Says who asks. A request without a session's cookie costs the database nothing. */
export const identity: Handle = async ({ event, resolve }) => {
	event.locals.actor = anyone;
	event.locals.sessionId = null;
	event.locals.handsCookie = false;
	const id = event.cookies.get(sessionCookieName(isSecure(event)));
	if (id) await recognise(event, id);
	return resolve(event);
};

async function recognise(event: RequestEvent, id: string): Promise<void> {
	const { locals } = event;
	const session = await readSession(locals.db, locals.now, id);
	if (!session) return setCookie(event, null);
	locals.actor = session.actor;
	locals.sessionId = id;
	if (session.renewed) setCookie(event, id);
}

/** Hands the browser a session that was just opened; the one it had before ends. */
export async function enter(event: RequestEvent, sessionId: string, personId: number): Promise<void> {
	const { locals } = event;
	if (locals.sessionId) await endSession(locals.db, locals.now, locals.sessionId);
	setCookie(event, sessionId);
	logIdentity('signed-in', { personId });
}

/** Ends the visitor's session and takes its cookie away. */
export async function leave(event: RequestEvent): Promise<void> {
	const { locals } = event;
	if (locals.sessionId) await endSession(locals.db, locals.now, locals.sessionId);
	setCookie(event, null);
	if (locals.actor.personId !== null) logIdentity('signed-out', { personId: locals.actor.personId });
}

/** One line in the log for what happens at the door. Never a password, an e-mail address or a token. */
export function logIdentity(what: string, about: { personId?: number; address?: string }): void {
	logger.info(about, what);
}

function setCookie(event: RequestEvent, sessionId: string | null): void {
	const { name, value, attributes } = sessionCookie(event.locals, sessionId, isSecure(event));
	event.cookies.set(name, value, attributes);
	event.locals.handsCookie = true;
}

function isSecure(event: RequestEvent): boolean {
	return event.url.protocol === 'https:';
}
