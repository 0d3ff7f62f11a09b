import { requireReview } from '$lib/server/http/review';
import type { RequestHandler } from './$types';

/** Returns a review's sealed content byte for byte: `sha256sum` of the download equals the seal on the page. */
export const GET: RequestHandler = async (event) => {
	const { review } = await requireReview(event);
	const name = `framdrift-${event.params.round}-v${review.version}.json`;
	return new Response(review.text, {
		headers: {
			'Content-Type': 'application/json; charset=utf-8',
			'Content-Disposition': `attachment; filename="${name}"`,
			// A version never changes, and is public once published.
			'Cache-Control':
				review.publishedAt && event.url.searchParams.has('version')
					? 'public, max-age=31536000, immutable'
					: 'private, no-cache',
			ETag: `"${review.sha256}"`
		}
	});
};
