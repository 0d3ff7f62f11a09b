import type { RequestEvent } from '@sveltejs/kit';
import { planToEditIn } from '$lib/domain/plan/plan-resolution';
import { mayDo } from '$lib/domain/permission';
import { planSlugOf } from '$lib/i18n/plan-address';
import { ownSeats } from '$lib/server/identity/own-details';
import { requestPartnership } from '$lib/server/http/plan';
import { loadAllPlans } from '$lib/server/plans/queries';

/**
 * Returns the plan of another partnership whose people the visitor manages, for an address that names no plan;
 * null if there is none.
 */
export async function planManagedElsewhere({ locals, url }: RequestEvent): Promise<string | null> {
	const { personId, administrator, name } = locals.actor;
	if (personId === null || planSlugOf(url.pathname) !== null) return null;
	const seats = await ownSeats(locals.db.read, personId, locals.now);
	const actor = { personId, administrator, name, seats };
	const { plans } = await loadAllPlans(locals.db.read);
	const here = requestPartnership({ locals })?.id;
	for (const { partnershipId } of seats)
		if (partnershipId !== here && mayDo(actor, 'people.manage', { partnershipId }))
			return planToEditIn(plans, partnershipId)?.slug ?? null;
	return null;
}
