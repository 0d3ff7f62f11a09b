import { answerPaper } from '$lib/server/http/papers';
import type { RequestHandler } from './$types';

/** A review for the archive: all of it in one zip that can be checked on its own. */
export const GET: RequestHandler = (event) => answerPaper(event, 'zip');
