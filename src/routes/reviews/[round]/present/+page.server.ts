import { error } from '@sveltejs/kit';
import { requireReview } from '$lib/server/http/review';
import type { PageServerLoad } from './$types';

/** Loads a review as full-screen slides. */
export const load: PageServerLoad = async (event) => {
	const { review } = await requireReview(event);
	if (!review.intact) error(500, 'broken-seal');
	const asked = event.url.searchParams.has('version');
	return {
		bare: true,
		key: event.params.round,
		version: review.version,
		content: review.content,
		search: asked ? `?version=${review.version}` : ''
	};
};
