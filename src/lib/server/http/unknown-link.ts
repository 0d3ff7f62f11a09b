import { error, type RequestEvent } from '@sveltejs/kit';
import { countUnknownLink, secondsToWait } from '../identity/sign-in-limit';
import { clientAddress } from './client-address';
import { logAuthEvent } from './identity';

/** Responds with 403 to a link that is not valid. Only unknown ones count towards the limit of an address. */
export async function refuseLink(
	event: RequestEvent,
	reason: 'unknown' | 'revoked' | 'too-late'
): Promise<never> {
	const { db, now } = event.locals;
	if (reason === 'unknown') {
		const address = clientAddress(event);
		const wait = await secondsToWait(db.read, now, address);
		if (wait > 0) {
			event.setHeaders({ 'Retry-After': String(wait) });
			error(429, { message: 'too-many-tries' });
		}
		await countUnknownLink(db, now, address);
		logAuthEvent('unknown-link', { address });
	}
	error(403, { message: `link-${reason}` });
}
