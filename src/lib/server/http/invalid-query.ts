import type { Handle } from '@sveltejs/kit';

/**
 * A page that is asked in its address for what it cannot answer (`locals.unanswered`) is shown and says so,
 * and its answer is a 400, as a form's is. What Kit fetches for a page that is open stays as it is: with
 * another status it would show an error in the page's place.
 */
export const invalidQueryHandle: Handle = async ({ event, resolve }) => {
	event.locals.unanswered = false;
	const response = await resolve(event);
	if (!event.locals.unanswered || response.status !== 200 || event.isDataRequest) return response;
	return new Response(response.body, { status: 400, headers: response.headers });
};
