import { error, type RequestEvent } from '@sveltejs/kit';
import { slowDownUnknownLink } from '$lib/server/http/unknown-link';
import { readStatusToken } from '$lib/server/matters/status-link';

/** Requires the link of the address. Only unknown links are rate limited. */
export async function requireStatusLink(event: RequestEvent<{ token: string }>) {
	const { db, now } = event.locals;
	const found = await readStatusToken(db.read, now, event.params.token);
	if (found) return found;
	await slowDownUnknownLink(event);
	error(410, { message: 'link-expired' });
}
