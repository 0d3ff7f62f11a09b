import { text, type Handle } from '@sveltejs/kit';

const unsafeMethods: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Rejects cross-origin requests that may change data. Kit checks only form content types; this checks every
 * body, and none: another site on the same domain could otherwise sign a visitor out. Clients that are not
 * browsers send no origin and no visitor's cookie.
 */
export const sameOriginHandle: Handle = ({ event, resolve }) => {
	const { request, url } = event;
	const from = request.headers.get('origin');
	if (unsafeMethods.has(request.method) && from !== null && from !== url.origin)
		return text('Cross-site requests are forbidden', { status: 403 });
	return resolve(event);
};
