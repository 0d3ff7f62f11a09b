import { error, type RequestEvent } from '@sveltejs/kit';
import { isPlanSection, type PlanSection } from '$lib/domain/plan/plan-structure';
import { requirePermission } from '$lib/server/http/guard';
import { planToEdit } from '$lib/server/http/plan';
import type { Plan } from '$lib/server/plans/queries';

/** Returns the plan being edited. Requires permission to edit it; 404 without one. */
export function requireEditablePlan(event: RequestEvent): Plan {
	requirePermission(event, 'plan.edit');
	return planToEdit(event) ?? error(404, 'not-found');
}

export type SectionEvent = RequestEvent<{ part: string }>;

/** Returns the section of the address and its plan; 404 without one. */
export function requirePlanSection(event: SectionEvent): { plan: Plan; part: PlanSection } {
	const plan = requireEditablePlan(event);
	const { part } = event.params;
	return isPlanSection(part) ? { plan, part } : error(404, 'not-found');
}
