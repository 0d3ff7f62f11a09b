import { adjustmentsOf } from '$lib/server/adjustments/queries';
import { demand } from '$lib/server/http/guard';
import { currentPlan } from '$lib/server/plans/queries';
import type { PageServerLoad } from './$types';

/** The adopted adjustments of the plan, for everybody. */
export const load: PageServerLoad = async (event) => {
	demand(event, 'plan.read');
	const { db } = event.locals;
	const plan = await currentPlan(db.read);
	const all = plan ? await adjustmentsOf(db.read, plan.id) : [];
	return { adjustments: all.filter(({ state }) => state === 'adopted') };
};
