import { audienceOf } from '$lib/server/http/audience';
import { planOf } from '$lib/server/http/plan';
import { reviewEntries } from '$lib/server/reviews/queries';
import type { PageServerLoad } from './$types';

/** Loads the reviews of closed rounds: published ones for everyone, all for members. */
export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const { db, actor } = locals;
	const plan = planOf(event);
	const reviews = plan ? await reviewEntries(db.read, plan.id) : [];
	const publishedOnly = audienceOf(actor) === 'public';
	return { reviews: reviews.filter((one) => one.publishedAt || !publishedOnly) };
};
