import type { Lifecycle } from './measure';
import type { PlanState } from '../plan/plan';

/** Dependents of a measure that prevent its deletion. */
export interface MeasureDependents {
	/** True if a body has ever decided something about it. */
	decided: boolean;
	/** True if it has an evaluation or an indicator reading, drafts included. */
	reported: boolean;
	/** True if a review includes it. */
	reviewed: boolean;
	/** True if an adjustment, a derived measure or a later plan refers to it. */
	named: boolean;
}

export type RemovalObstacle = 'superseded' | 'decided' | 'reported' | 'reviewed' | 'named';

/**
 * Returns the reason a measure cannot be deleted; null if it can. Adopted measures are never deleted but
 * discontinued (domain-rules.md §4.2).
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
