import { respondWithPicture } from '$lib/server/http/chart-picture-response';
import type { RequestHandler } from './$types';

/** Returns a chart as a picture, if the reader sees the page that it belongs to. */
export const GET: RequestHandler = (event) =>
	respondWithPicture(event, event.params.hash, event.params.style);
