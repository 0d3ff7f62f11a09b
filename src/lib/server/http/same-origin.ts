import { text, type Handle } from '@sveltejs/kit';

const unsafeMethods: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Refuses what another site makes a browser send. Kit does so for forms by their content type; this
 * holds for every body, and for none: a neighbour under the same domain needs no form to sign a
 * reader out. Who is no browser names no origin and brings no reader's cookie.
 */
export const sameOriginHandle: Handle = ({ event, resolve }) => {
	const { request, url } = event;
	const from = request.headers.get('origin');
	if (unsafeMethods.has(request.method) && from !== null && from !== url.origin)
		return text('Cross-site requests are forbidden', { status: 403 });
	return resolve(event);
};
