import { permission, planReadAction, scopeToPartnership, type Actor } from '../permission';
import type { PlanState } from './plan';

/** The properties of a plan that resolution and read permission depend on. */
export interface ResolvablePlan {
	id: number;
	slug: string;
	partnershipId: number;
	state: PlanState;
	fromYear: number;
}

/** Result of resolving the plan of an address. An address without a plan slug may have none. */
export type PlanResolution<P extends ResolvablePlan> =
	| { found: true; plan: P | null }
	/** A draft is reported as unknown, except to visitors who may be its editors. */
	| { found: false; reason: 'unknown' | 'sign-in-first' };

/**
 * Resolves the plan of an address for an actor.
 *
 * @param address `slug` is null for the current plan of `home`, a partnership that is null in an empty database
 */
export function resolvePlan<P extends ResolvablePlan>(
	plans: readonly P[],
	{ slug, home }: { slug: string | null; home: number | null },
	actor: Actor
): PlanResolution<P> {
	if (slug === null) return { found: true, plan: home === null ? null : currentPlanIn(plans, home) };
	const plan = plans.find((one) => one.slug === slug);
	if (!plan) return { found: false, reason: 'unknown' };
	const answer = checkReadPermission(plan, actor);
	if (answer.allowed) return { found: true, plan };
	return { found: false, reason: answer.reason === 'sign-in-first' ? 'sign-in-first' : 'unknown' };
}

/** Returns the newest adopted plan of a partnership. */
export function currentPlanIn<P extends ResolvablePlan>(
	plans: readonly P[],
	partnershipId: number
): P | null {
	return newestPlan(plans.filter((one) => one.partnershipId === partnershipId && one.state === 'adopted'));
}

/**
 * Returns the plan a partnership's people edit: the current one, or the newest draft before any is adopted.
 */
export function planToEditIn<P extends ResolvablePlan>(plans: readonly P[], partnershipId: number): P | null {
	const own = plans.filter((one) => one.partnershipId === partnershipId);
	return currentPlanIn(own, partnershipId) ?? newestPlan(own.filter((one) => one.state === 'draft'));
}

/** Returns the plans an actor may read, each by the rules of its partnership. */
export function readablePlans<P extends ResolvablePlan>(plans: readonly P[], actor: Actor): P[] {
	return plans.filter((one) => checkReadPermission(one, actor).allowed);
}

function checkReadPermission({ state, partnershipId }: ResolvablePlan, actor: Actor) {
	return permission(scopeToPartnership(actor, partnershipId), planReadAction(state));
}

function newestPlan<P extends ResolvablePlan>(plans: readonly P[]): P | null {
	return plans.toSorted((a, b) => b.fromYear - a.fromYear || a.id - b.id).at(0) ?? null;
}
