import { respondWithDocument } from '$lib/server/http/documents';
import type { RequestHandler } from './$types';

/** A review for the archive: all of it in one zip that can be checked on its own. */
export const GET: RequestHandler = (event) => respondWithDocument(event, 'zip');
