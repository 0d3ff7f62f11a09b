import { redirect } from '@sveltejs/kit';
import { pathInLocale } from '$lib/i18n/locale';
import { endSession } from '$lib/server/http/identity';
import type { RequestHandler } from './$types';

/** Signs out. POST only, so that a link or an image cannot do it. */
export const POST: RequestHandler = async (event) => {
	await endSession(event);
	// Also clears pages kept for the Back button.
	event.setHeaders({ 'Clear-Site-Data': '"cache"' });
	redirect(303, pathInLocale('/', event.locals.locale));
};
