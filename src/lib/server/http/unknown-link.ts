import { error, type RequestEvent } from '@sveltejs/kit';
import { countUnknownLink, secondsToWait } from '../identity/sign-in-limit';
import { clientAddress } from './client-address';
import { logAuthEvent } from './identity';

/**
 * Keeps the token in the address out of caches and `Referer`. (`no-referrer` would make browsers post with
 * `Origin: null`.)
 */
export const discreetHeaders = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'strict-origin' };

/** Counts an unknown link; ends the request with 429 if its address has asked for too many. */
export async function slowDownUnknownLink(event: RequestEvent): Promise<void> {
	const { db, now } = event.locals;
	const address = clientAddress(event);
	const wait = await secondsToWait(db.read, now, address);
	if (wait > 0) {
		event.setHeaders({ 'Retry-After': String(wait) });
		error(429, { message: 'too-many-tries' });
	}
	await countUnknownLink(db, now, address);
	logAuthEvent('unknown-link', { address });
}

/** Responds with 403 to a link that is not valid. Only unknown ones count towards the limit of an address. */
export async function refuseLink(
	event: RequestEvent,
	reason: 'unknown' | 'revoked' | 'too-late'
): Promise<never> {
	if (reason === 'unknown') await slowDownUnknownLink(event);
	error(403, { message: `link-${reason}` });
}
