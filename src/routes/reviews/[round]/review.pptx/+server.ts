import { answerPaper } from '$lib/server/http/papers';
import type { RequestHandler } from './$types';

/** A review as a PowerPoint presentation. */
export const GET: RequestHandler = (event) => answerPaper(event, 'pptx');
