import { buildOverview } from '$lib/domain/figures/plan-overview';
import { audienceOf } from '$lib/server/http/audience';
import { planOf } from '$lib/server/http/plan';
import { currentPlanSnapshot } from '$lib/server/reviews/overview';
import type { PageServerLoad } from './$types';

/** Loads the focus areas with their progress. */
export const load: PageServerLoad = async (event) => {
	const { db, actor, now } = event.locals;
	const plan = planOf(event);
	const current = plan && (await currentPlanSnapshot(db, plan.id, audienceOf(actor), now));
	if (!current) return { overview: null };
	return { overview: buildOverview(current.standing, current.plan.freshnessDays) };
};
