import type { Handle } from '@sveltejs/kit';

/**
 * Responds with 400 for a page that could not answer its query (`locals.unanswered`). Data requests keep their
 * status, because Kit would replace the page with an error.
 */
export const invalidQueryHandle: Handle = async ({ event, resolve }) => {
	event.locals.unanswered = false;
	const response = await resolve(event);
	if (!event.locals.unanswered || response.status !== 200 || event.isDataRequest) return response;
	return new Response(response.body, { status: 400, headers: response.headers });
};
