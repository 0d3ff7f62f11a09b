import { error } from '@sveltejs/kit';
import { adjustmentFor, parseAdjustmentContent } from '$lib/server/adjustments/queries';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import type { PageServerLoad } from './$types';

/** Loads an adjustment as adopted; public. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	const { db } = event.locals;
	const plan = planOf(event);
	const { year } = event.params;
	const found = plan && /^\d{4}$/.test(year) ? await adjustmentFor(db.read, plan.id, Number(year)) : null;
	const content = found && parseAdjustmentContent(found);
	if (!content) error(404, 'not-found');
	return { content, sha256: found.sha256 };
};
