import { respondWithDocument } from '$lib/server/http/documents';
import type { RequestHandler } from './$types';

/** Returns a review as a PowerPoint presentation. */
export const GET: RequestHandler = (event) => respondWithDocument(event, 'pptx');
