import { error, type RequestEvent } from '@sveltejs/kit';
import { isPictureStyle } from '../documents/chart-picture-request';
import { WorkerUnavailable } from '../workers/pool';
import { findPicture } from './chart-pictures';

const year = 365 * 86_400;

/**
 * Responds with a picture. Its address depends on its content: what is public is cached as immutable, the rest is
 * asked for anew, so that it is gone with the session.
 */
export async function respondWithPicture(
	event: RequestEvent,
	name: string,
	style: string
): Promise<Response> {
	if (!isPictureStyle(style)) error(404, 'not-found');
	const found = (await findPicture(event, name)) ?? error(404, 'not-found');
	const headers = {
		ETag: `"${name}-${style}"`,
		'Cache-Control': found.isPublic ? `public, max-age=${year}, immutable` : 'private, no-cache'
	};
	if (event.request.headers.get('if-none-match')?.includes(headers.ETag))
		return new Response(null, { status: 304, headers });
	try {
		const bytes = await found.draw(style);
		return new Response(Buffer.from(bytes), {
			headers: { ...headers, 'Content-Type': 'image/webp', 'Content-Length': String(bytes.length) }
		});
	} catch (failure) {
		if (!(failure instanceof WorkerUnavailable)) throw failure;
		return new Response(null, { status: 503, headers: { 'Cache-Control': 'no-store', 'Retry-After': '5' } });
	}
}
