import { permission, planReadAction, scopeToPartnership, type Actor } from '../permission';
import type { PlanState } from './plan';

/** A plan as far as it matters which one an address speaks of, and who may read it. */
export interface ResolvablePlan {
	id: number;
	slug: string;
	partnershipId: number;
	state: PlanState;
	fromYear: number;
}

/** The plan an address speaks of. An address without a plan may find none; that is no fault of it. */
export type PlanResolution<P extends ResolvablePlan> =
	| { found: true; plan: P | null }
	/** A draft is answered like a plan that is not there, but for those who might be its writers. */
	| { found: false; reason: 'unknown' | 'sign-in-first' };

/**
 * The plan an address speaks of, for who asks.
 *
 * @param slug what the address names; null where it names none and means the current plan
 * @param home the partnership whose current plan is meant then; null in an empty database
 */
export function resolvePlan<P extends ResolvablePlan>(
	plans: readonly P[],
	slug: string | null,
	home: number | null,
	actor: Actor
): PlanResolution<P> {
	if (slug === null) return { found: true, plan: home === null ? null : currentPlanIn(plans, home) };
	const plan = plans.find((one) => one.slug === slug);
	if (!plan) return { found: false, reason: 'unknown' };
	const answer = checkReadPermission(plan, actor);
	if (answer.allowed) return { found: true, plan };
	return { found: false, reason: answer.reason === 'sign-in-first' ? 'sign-in-first' : 'unknown' };
}

/** A partnership's current plan: the newest adopted one. */
export function currentPlanIn<P extends ResolvablePlan>(
	plans: readonly P[],
	partnershipId: number
): P | null {
	return newestPlan(plans.filter((one) => one.partnershipId === partnershipId && one.state === 'adopted'));
}

/** The plan a partnership's people work on: the current one, or the newest draft before any is adopted. */
export function planToEditIn<P extends ResolvablePlan>(plans: readonly P[], partnershipId: number): P | null {
	const own = plans.filter((one) => one.partnershipId === partnershipId);
	return currentPlanIn(own, partnershipId) ?? newestPlan(own.filter((one) => one.state === 'draft'));
}

/** The plans an actor may read, each by its own partnership's rules. */
export function readablePlans<P extends ResolvablePlan>(plans: readonly P[], actor: Actor): P[] {
	return plans.filter((one) => checkReadPermission(one, actor).allowed);
}

function checkReadPermission({ state, partnershipId }: ResolvablePlan, actor: Actor) {
	return permission(scopeToPartnership(actor, partnershipId), planReadAction(state));
}

function newestPlan<P extends ResolvablePlan>(plans: readonly P[]): P | null {
	return plans.toSorted((a, b) => b.fromYear - a.fromYear || a.id - b.id).at(0) ?? null;
}
