import { error, type RequestEvent } from '@sveltejs/kit';
import { isPlanSection, type PlanSection } from '$lib/domain/plan/plan-structure';
import { requirePermission } from '$lib/server/http/guard';
import { planToEdit } from '$lib/server/http/plan';
import type { Plan } from '$lib/server/plans/queries';

/** The plan that is worked on, for who may edit it; 404 where there is none. */
export function requireEditablePlan(event: RequestEvent): Plan {
	requirePermission(event, 'plan.edit');
	return planToEdit(event) ?? error(404, 'not-found');
}

export type SectionEvent = RequestEvent<{ part: string }>;

/** The part an address names, of the plan that is worked on; 404 where there is none. */
export function requirePlanSection(event: SectionEvent): { plan: Plan; part: PlanSection } {
	const plan = requireEditablePlan(event);
	const { part } = event.params;
	return isPlanSection(part) ? { plan, part } : error(404, 'not-found');
}
