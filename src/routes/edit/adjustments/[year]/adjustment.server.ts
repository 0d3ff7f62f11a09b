import { error, type RequestEvent } from '@sveltejs/kit';
import { link } from '$lib/i18n/link';
import { adjustmentFor, type Adjustment } from '$lib/server/adjustments/queries';
import type { Plan } from '$lib/server/plans/queries';
import { requireEditablePlan } from '../../plan.server';

/** Returns the open adjustment of the address. Requires permission to edit the plan; 404 without an adjustment. */
export async function requireOpenAdjustment(
	event: RequestEvent<{ year: string }>
): Promise<{ plan: Plan; open: Adjustment; target: { planId: number; year: number } }> {
	const plan = requireEditablePlan(event);
	const { year } = event.params;
	const open = /^\d{4}$/.test(year) ? await adjustmentFor(event.locals.db.read, plan.id, Number(year)) : null;
	return open ? { plan, open, target: { planId: plan.id, year: open.year } } : error(404, 'not-found');
}

/** Returns the page of the adjustment with a message about an item. */
export function savedAddress(year: number | string, name: string): string {
	return link(`/edit/adjustments/${year}?saved=${name}#${adjustmentItemAnchor(name)}`);
}

/** Returns the anchor of an item on the page: a measure's code or a new one's identifier. */
function adjustmentItemAnchor(name: string): string {
	return `m-${name.replace('.', '-')}`;
}
