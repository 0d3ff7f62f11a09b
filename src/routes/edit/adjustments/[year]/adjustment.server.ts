import { error, type RequestEvent } from '@sveltejs/kit';
import { adjustmentFor, type Adjustment } from '$lib/server/adjustments/queries';
import type { Plan } from '$lib/server/plans/queries';
import type { MeasureFormState } from '../../measures/[code]/edit.server';
import { requireEditablePlan } from '../../plan.server';

/** Returns the open adjustment of the address. Requires permission to edit the plan; 404 without an adjustment. */
export async function requireOpenAdjustment(
	event: RequestEvent<{ year: string }>
): Promise<{ plan: Plan; open: Adjustment }> {
	const plan = requireEditablePlan(event);
	const { year } = event.params;
	const open = /^\d{4}$/.test(year) ? await adjustmentFor(event.locals.db.read, plan.id, Number(year)) : null;
	return open ? { plan, open } : error(404, 'not-found');
}

/** Form state of an item, with the item version the save is based on. */
export type AdjustmentItemState = Omit<MeasureFormState, 'faults'> & { itemVersion: string };

/** Returns the anchor of an item on the page: a measure's code or a new one's identifier. */
export function adjustmentItemAnchor(name: string): string {
	return `m-${name.replace('.', '-')}`;
}
