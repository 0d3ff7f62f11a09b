import { requirePermission } from '$lib/server/http/guard';
import { requireUpcomingReview } from './texts.server';
import type { PageServerLoad } from './$types';

/** Loads an open round's review as it would be sealed now, with links to its texts. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'review.write');
	const { key, content } = await requireUpcomingReview(event);
	return { key, content, saved: event.url.searchParams.get('saved') };
};
