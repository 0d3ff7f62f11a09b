import { error, type RequestEvent } from '@sveltejs/kit';
import { adjustmentFor, type Adjustment } from '$lib/server/adjustments/queries';
import type { Plan } from '$lib/server/plans/queries';
import type { MeasureFormState } from '../../measures/[code]/edit.server';
import { requireEditablePlan } from '../../plan.server';

/** The open adjustment an address names, for who may edit the plan; 404 where there is none. */
export async function requireOpenAdjustment(
	event: RequestEvent<{ year: string }>
): Promise<{ plan: Plan; open: Adjustment }> {
	const plan = requireEditablePlan(event);
	const { year } = event.params;
	const open = /^\d{4}$/.test(year) ? await adjustmentFor(event.locals.db.read, plan.id, Number(year)) : null;
	return open ? { plan, open } : error(404, 'not-found');
}

/** What the form of one of the set's items shows again, and the version of the item it is saved from. */
export type AdjustmentItemState = Omit<MeasureFormState, 'faults'> & { itemVersion: string };

/** Where an item stands in the workspace: a measure by its code, a new one by what it is called there. */
export function adjustmentItemAnchor(name: string): string {
	return `m-${name.replace('.', '-')}`;
}
