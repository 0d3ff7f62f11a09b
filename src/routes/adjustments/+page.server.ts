import { listAdjustments } from '$lib/server/adjustments/queries';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import type { PageServerLoad } from './$types';

/** Loads the plan's adopted adjustments; public. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	const { db } = event.locals;
	const plan = planOf(event);
	const all = plan ? await listAdjustments(db.read, plan.id) : [];
	return { adjustments: all.filter(({ state }) => state === 'adopted') };
};
