import { json, type Handle, type RequestEvent } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';
import { outageCause } from '../database/outage';
import { databaseAway, handleError, isClientAbort } from './log';

/** Seconds after which a client may try again. */
const retryAfter = '30';

/** Responds with 503 instead of 500 while the database cannot be used. */
export const outageHandle: Handle = async ({ event, resolve }) => {
	try {
		const response = await resolve(event);
		if (response.status !== 500 || !event.locals.databaseAway) return response;
		// Kit's fallback page, shown where the layout's own data is missing, is in no language in particular.
		const isFallback =
			response.headers.get('content-type')?.startsWith('text/html') &&
			!response.headers.has('x-sveltekit-page');
		return isFallback ? unavailable(event) : withStatus503(response);
	} catch (error) {
		if (isClientAbort(error) || outageCause(error) === null) throw error;
		void handleError({ error, event, status: 500, message: databaseAway });
		return unavailable(event);
	}
};

function withStatus503(response: Response): Response {
	const headers = new Headers(response.headers);
	headers.set('Retry-After', retryAfter);
	return new Response(response.body, { status: 503, headers });
}

/** Responds without the application: as data to its scripts, otherwise with a page in the reader's language. */
function unavailable({ request, isDataRequest, locals }: RequestEvent): Response {
	const init = { status: 503, headers: { 'Retry-After': retryAfter, 'Cache-Control': 'no-store' } };
	const error = { message: databaseAway };
	if (request.headers.has('x-sveltekit-action')) return json({ type: 'error', error }, init);
	if (isDataRequest || !request.headers.get('accept')?.includes('text/html')) return json(error, init);
	const kept = request.method === 'POST' ? `<p>${m.shell_error_503_form()}</p>` : '';
	const page = `<!doctype html>
<html lang="${locals.locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${m.shell_error_503_title()}</title></head>
<body><h1>${m.shell_error_503_title()}</h1><p>${m.shell_error_503_text()}</p>${kept}</body>
</html>
`;
	return new Response(page, {
		...init,
		headers: { ...init.headers, 'Content-Type': 'text/html; charset=utf-8' }
	});
}
