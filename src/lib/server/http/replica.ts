import type { Handle, RequestEvent } from '@sveltejs/kit';
import type { Database } from '../database/database';
import { hasOwnCookie } from './public-pages';

/** Seconds that a browser keeps the number; a copy is never that far behind. */
const maxAge = 86_400;

/**
 * Answers no reader from a copy that is older than what they have seen or saved on another process: brings the
 * copy up to date first, or answers 503. Does nothing for a database file.
 */
export const replicaHandle: Handle = async ({ event, resolve }) => {
	const { replica } = event.locals.db;
	if (!replica) return resolve(event);
	const seen = seenCommit(event);
	const isRead = event.request.method === 'GET' || event.request.method === 'HEAD';
	if (isRead) await replica.reach(seen);
	// A form changes the primary: it is rejected at once if that is away.
	else await replica.isCurrent();
	// A link may have been made by another process just now.
	if (isRead && event.params.token !== undefined) await replica.isCurrent().catch(() => undefined);
	const response = await resolve(event);
	if (replica.known !== seen && (!isRead || hasOwnCookie(event.request.headers.get('Cookie') ?? '')))
		response.headers.append('Set-Cookie', serializeSeen(event, replica.known));
	return response;
};

/**
 * Finds what another process may have stored; looks again in an up-to-date copy before it says that there is none.
 *
 * @throws ReplicaBehind if that cannot be said while the primary is away
 */
export async function findCurrent<T>(
	{ replica }: Pick<Database, 'replica'>,
	find: () => Promise<T>,
	isFound: (found: T) => boolean
): Promise<T> {
	const found = await find();
	if (isFound(found) || !replica) return found;
	await replica.isCurrent();
	return find();
}

/** Returns the cookie's name; over https its prefix restricts it to this host, the path "/" and https. */
function cookieName({ url }: RequestEvent): string {
	return url.protocol === 'https:' ? '__Host-framdrift_seen' : 'framdrift_seen';
}

/** Returns the number of the newest commit that the reader has seen; 0 for one that has seen nothing. */
function seenCommit(event: RequestEvent): number {
	const value = event.cookies.get(cookieName(event)) ?? '';
	return /^\d{1,15}$/.test(value) ? Number(value) : 0;
}

function serializeSeen(event: RequestEvent, commit: number): string {
	const secure = event.url.protocol === 'https:';
	const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge } as const;
	return event.cookies.serialize(cookieName(event), String(commit), attributes);
}
