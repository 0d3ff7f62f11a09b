import { respondWithDocument } from '$lib/server/http/documents';
import type { RequestHandler } from './$types';

/** Returns the archive of a review: a self-contained zip that can be verified on its own. */
export const GET: RequestHandler = (event) => respondWithDocument(event, 'zip');
