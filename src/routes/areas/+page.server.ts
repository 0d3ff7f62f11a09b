import { overviewOf } from '$lib/domain/overview';
import { audienceOf } from '$lib/server/http/audience';
import { currentStanding } from '$lib/server/reviews/overview';
import type { PageServerLoad } from './$types';

/** The focus areas with how each stands. */
export const load: PageServerLoad = async ({ locals }) => {
	const current = await currentStanding(locals.db, audienceOf(locals.actor), locals.now);
	if (!current) return { overview: null };
	return { overview: overviewOf(current.standing) };
};
