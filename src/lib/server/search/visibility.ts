import {
	mayDo,
	evaluationReadAction,
	planReadAction,
	scopeToPartnership,
	type Actor
} from '$lib/domain/permission';
import type { PlanState } from '$lib/domain/plan/plan';

/** What of a plan an actor may find: the table of authority, asked once for each thing a search is limited by. */
export interface SearchVisibility {
	/** The plan itself: its areas, measures, values, challenges, opportunities and bodies. */
	plan: boolean;
	partners: boolean;
	/** Reports that are approved, whether or not they are published; and with them the areas' verdicts. */
	approved: boolean;
	/** Drafts, and what awaits reading: all of them, or those of some bodies. */
	unapproved: 'all' | number[];
	/** Which of the closed rounds' reviews. */
	reviews: 'all' | 'published' | 'none';
	/** What is being written for a review. */
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

/** A review shows its round's reports: both must be allowed. */
function visibleReviews(actor: Actor, approved: boolean): SearchVisibility['reviews'] {
	if (approved && mayDo(actor, 'review.read')) return 'all';
	const published =
		mayDo(actor, 'review.read-published') && mayDo(actor, evaluationReadAction('locked', true));
	return published ? 'published' : 'none';
}
