import type { Handle } from '@sveltejs/kit';
import { anyone } from '$lib/domain/permission';

/** Says who asks. */
export const identity: Handle = ({ event, resolve }) => {
	event.locals.actor = anyone;
	event.locals.sessionId = null;
	return resolve(event);
};
