import type { Lifecycle } from './measure';
import type { PlanState } from '../plan/plan';

/** What hangs on a measure that keeps it from being deleted. */
export interface MeasureDependents {
	/** Whether a body has ever decided anything else of it than that it is proposed. */
	decided: boolean;
	/** Whether anybody has reported on it, or read an indicator of it: drafts too. */
	reported: boolean;
	/** Whether a review tells of it. */
	reviewed: boolean;
	/** Whether anything else names it: an adjustment, a measure that came out of it, a later plan. */
	named: boolean;
}

export const removalObstacles = ['superseded', 'decided', 'reported', 'reviewed', 'named'] as const;
export type RemovalObstacle = (typeof removalObstacles)[number];

/**
 * What stands in the way of deleting a measure; null where nothing does. Nothing adopted is ever deleted
 * (domain-rules.md §4.2): only what was never more than a draft's or a proposal, that nobody has said
 * anything of, may go. It is discontinued otherwise.
 */
export function removalObstacle(
	plan: PlanState,
	lifecycle: Lifecycle,
	{ decided, reported, reviewed, named }: MeasureDependents
): RemovalObstacle | null {
	if (plan === 'superseded') return 'superseded';
	if (plan === 'adopted' && (decided || lifecycle !== 'proposed')) return 'decided';
	if (reported) return 'reported';
	if (reviewed) return 'reviewed';
	return named ? 'named' : null;
}
