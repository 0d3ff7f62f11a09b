import type { RequestEvent } from '@sveltejs/kit';
import { partnershipsWhere } from '$lib/domain/permission';
import { planToEditIn, readablePlans } from '$lib/domain/plan/plan-resolution';
import { requirePermission } from '$lib/server/http/guard';
import { loadAllPlans } from '$lib/server/plans/queries';

/**
 * Requires that the actor manages the people of at least one partnership.
 *
 * @returns those partnerships; null for all
 */
export function requireManaging(event: RequestEvent): number[] | null {
	const { actor } = event.locals;
	const managed = actor.administrator ? null : partnershipsWhere(actor, 'people.manage');
	requirePermission(event, 'people.manage', { partnershipId: managed?.[0] ?? null });
	return managed;
}

/** No partnership is named. */
const unnamed = { partnership: null, start: '/start' };

/**
 * As `requireManaging`, with the partnership that `?partnership=` of the address names, if there is one, and the path
 * of its next steps; null if the visitor may not read them.
 */
export async function requireManagingNamed(event: RequestEvent) {
	const managed = requireManaging(event);
	const slug = event.url.searchParams.get('partnership');
	if (slug === null) return { managed, ...unnamed };
	const { partnerships, plans } = await loadAllPlans(event.locals.db.read);
	const found = partnerships.find((one) => one.slug === slug) ?? null;
	if (!found || managed?.includes(found.id) === false) return { managed, ...unnamed };
	const plan = planToEditIn(readablePlans(plans, event.locals.actor), found.id);
	return { managed: [found.id], partnership: found.slug, start: plan && `/plans/${plan.slug}/start` };
}
