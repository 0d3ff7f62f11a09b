import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { partnersWithUsage } from '$lib/server/rollout/queries';
import type { PageServerLoad } from './$types';

/** Loads the partners with their use of the measures in rollout. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'rollout.read');
	const { read } = event.locals.db;
	const plan = planOf(event);
	return { parties: plan ? await partnersWithUsage(read, plan) : [] };
};
