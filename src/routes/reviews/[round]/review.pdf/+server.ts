import { error } from '@sveltejs/kit';
import { respondWithDocument } from '$lib/server/http/documents';
import { installedChromium } from '$lib/server/http/pdf';
import type { RequestHandler } from './$types';

/** Returns a review as a tagged PDF, where a browser is installed; `?tables=none` leaves out the charts' tables. */
export const GET: RequestHandler = async (event) =>
	(await installedChromium()) === null ? error(404, 'not-found') : respondWithDocument(event, 'pdf');
