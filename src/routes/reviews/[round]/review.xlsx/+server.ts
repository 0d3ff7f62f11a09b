import { answerPaper } from '$lib/server/http/papers';
import type { RequestHandler } from './$types';

/** A review as an Excel workbook. */
export const GET: RequestHandler = (event) => answerPaper(event, 'xlsx');
