import { respondWithDocument } from '$lib/server/http/documents';
import type { RequestHandler } from './$types';

/** Returns a review as a Word document. */
export const GET: RequestHandler = (event) => respondWithDocument(event, 'docx');
