import { respondWithDocument } from '$lib/server/http/documents';
import type { RequestHandler } from './$types';

/** Returns a review as an Excel workbook. */
export const GET: RequestHandler = (event) => respondWithDocument(event, 'xlsx');
