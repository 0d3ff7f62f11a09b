import { requirePermission } from '$lib/server/http/guard';
import { planToEdit } from '$lib/server/http/plan';
import { loadSectionOverview } from './section-overview.server';
import type { PageServerLoad } from './$types';

/** Loads all editable sections with the number of missing written forms. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.edit');
	const { read } = event.locals.db;
	const plan = planToEdit(event);
	const parts = plan ? await loadSectionOverview(read, plan) : [];
	return {
		adopted: event.url.searchParams.get('done') === 'adopt',
		plan: plan && { name: plan.name, state: plan.state },
		parts: parts.map(({ part, count, lacking }) => ({
			part,
			count,
			nb: lacking.filter(({ form }) => form === 'nb').length,
			nn: lacking.filter(({ form }) => form === 'nn').length
		}))
	};
};
