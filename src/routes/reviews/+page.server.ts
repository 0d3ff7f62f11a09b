import { audienceOf } from '$lib/server/http/audience';
import { currentPlan } from '$lib/server/plans/queries';
import { reviewsOf } from '$lib/server/reviews/queries';
import type { PageServerLoad } from './$types';

/** The reviews of the plan's closed rounds: the published ones for everybody, all for members. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor } = locals;
	const plan = await currentPlan(db.read);
	const reviews = plan ? await reviewsOf(db.read, plan.id) : [];
	const publishedOnly = audienceOf(actor) === 'public';
	return { reviews: reviews.filter((one) => one.publishedAt || !publishedOnly) };
};
