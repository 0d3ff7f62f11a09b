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

/** As `requireManaging`, with the partnership that `?partnership=` of the address names, if there is one. */
export async function requireManagingNamed(event: RequestEvent) {
	const managed = requireManaging(event);
	const slug = event.url.searchParams.get('partnership');
	if (slug === null) return { managed, partnership: null };
	const { partnerships } = await loadAllPlans(event.locals.db.read);
	const found = partnerships.find((one) => one.slug === slug) ?? null;
	if (!found || managed?.includes(found.id) === false) return { managed, partnership: null };
	return { managed: [found.id], partnership: found.slug };
}

/** Returns a function that finds where the visitor reads a body: no slug if they may not, no plan at home. */
export async function bodyAddresses({ locals: { db, actor } }: RequestEvent) {
	const { partnerships, plans } = await loadAllPlans(db.read);
	const readable = readablePlans(plans, actor);
	return (partnershipId: number, slug: string): { slug: string | null; plan: string | null } => {
		if (partnershipId === partnerships[0]?.id) return { slug, plan: null };
		const plan = planToEditIn(readable, partnershipId)?.slug ?? null;
		return { slug: plan && slug, plan };
	};
}
