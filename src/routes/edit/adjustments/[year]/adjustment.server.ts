import { error, type RequestEvent } from '@sveltejs/kit';
import { adjustmentFor, type Adjustment } from '$lib/server/adjustments/queries';
import type { Plan } from '$lib/server/plans/queries';
import { planAt } from '../../plan.server';

/** The open adjustment an address names, for who may edit the plan; 404 where there is none. */
export async function adjustmentAt(
	event: RequestEvent<{ year: string }>
): Promise<{ plan: Plan; open: Adjustment }> {
	const plan = await planAt(event);
	const { year } = event.params;
	const open = /^\d{4}$/.test(year) ? await adjustmentFor(event.locals.db.read, plan.id, Number(year)) : null;
	return open ? { plan, open } : error(404, 'not-found');
}
