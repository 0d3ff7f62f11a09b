import { currentPlanIn } from '$lib/domain/plan/plan-resolution';
import { planPath } from '$lib/i18n/plan-address';
import { requirePermission } from '$lib/server/http/guard';
import { resolvePlanScope } from '$lib/server/http/plan';
import type { PageServerLoad } from './$types';

/** Loads the readable plans by partnership, newest first; drafts for their editors. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	const { db, actor, locale } = event.locals;
	const { home, readable } = await resolvePlanScope(db, '/', actor);
	return {
		partnerships: readable.partnerships.map(({ id, name }) => {
			const current = currentPlanIn(readable.plans, id);
			const own = readable.plans.filter((plan) => plan.partnershipId === id);
			return {
				name,
				plans: own.map((plan) => ({
					slug: plan.slug,
					name: plan.name,
					period: { from: plan.fromYear, to: plan.toYear },
					state: plan === current ? ('current' as const) : plan.state,
					href: planPath('/', plan === current && id === home?.id ? null : plan.slug, locale)
				}))
			};
		})
	};
};
