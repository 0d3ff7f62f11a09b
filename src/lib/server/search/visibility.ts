import {
	mayDo,
	evaluationReadAction,
	planReadAction,
	scopeToPartnership,
	type Actor
} from '$lib/domain/permission';
import type { PlanState } from '$lib/domain/plan/plan';

/** The parts of a plan that an actor may find, derived from the permission table. */
export interface SearchVisibility {
	/** Areas, measures, values, challenges, opportunities and bodies of the plan. */
	plan: boolean;
	partners: boolean;
	/** Approved evaluations, published or not, and the areas' verdicts. */
	approved: boolean;
	/** Drafts and submitted evaluations: all, or those of the given bodies. */
	unapproved: 'all' | number[];
	/** Reviews of closed rounds. */
	reviews: 'all' | 'published' | 'none';
	/** Texts being written for a review. */
	reviewDrafts: boolean;
}

const noVisibility: SearchVisibility = {
	plan: false,
	partners: false,
	approved: false,
	unapproved: [],
	reviews: 'none',
	reviewDrafts: false
};

export function searchVisibility(
	visitor: Actor,
	plan: { state: PlanState; partnershipId: number }
): SearchVisibility {
	const actor = scopeToPartnership(visitor, plan.partnershipId);
	if (!mayDo(actor, planReadAction(plan.state))) return noVisibility;
	const unapproved = evaluationReadAction('draft', false);
	const approved = mayDo(actor, evaluationReadAction('approved', false));
	return {
		plan: true,
		partners: mayDo(actor, 'rollout.read'),
		approved,
		unapproved: mayDo(actor, unapproved)
			? 'all'
			: [...new Set(actor.seats.map(({ bodyId }) => bodyId))].filter((responsibleBodyId) =>
					mayDo(actor, unapproved, { responsibleBodyId })
				),
		reviews: visibleReviews(actor, approved),
		reviewDrafts: mayDo(actor, 'review.write')
	};
}

/** A review contains its round's evaluations, so both permissions are required. */
function visibleReviews(actor: Actor, approved: boolean): SearchVisibility['reviews'] {
	if (approved && mayDo(actor, 'review.read')) return 'all';
	const published =
		mayDo(actor, 'review.read-published') && mayDo(actor, evaluationReadAction('locked', true));
	return published ? 'published' : 'none';
}
