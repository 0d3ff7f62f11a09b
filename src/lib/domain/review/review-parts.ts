import type { PartnerKind } from '../body';
import type { TargetTrajectory, AssessedReading } from '../indicator';
import type { Localized } from '../localized';
import { countRolloutStates, type RolloutOrNone, type RolloutCounts } from '../rollout';

/*
 * Parts a review stores besides the plan snapshot. Each includes its figures, and is missing
 * in reviews frozen before it was introduced.
 */

/** An indicator with its readings when the round closed. */
export interface ReviewIndicator extends TargetTrajectory {
	measure: { code: string; title: Localized };
	name: Localized;
	unit: Localized;
	source: string | null;
	targets: { year: number; value: number }[];
	/** By date. */
	readings: AssessedReading[];
}

/** Rollout of measures at each partner when the round closed. */
export interface ReviewRollout {
	/** By code. */
	measures: { code: string; title: Localized }[];
	/** Municipalities by number, then the hospital trust; states in the order of the measures. */
	parties: ReviewPartnerRollout[];
	/** Over all partners and measures. */
	total: RolloutCounts;
}

export interface ReviewPartnerRollout extends RolloutCounts {
	number: string;
	name: string;
	kind: PartnerKind;
	cells: RolloutOrNone[];
}

/** Builds a review's rollout; undefined if no measure is introduced at the partners. */
export function buildReviewRollout(
	measures: ReviewRollout['measures'],
	parties: readonly Omit<ReviewPartnerRollout, keyof RolloutCounts>[]
): ReviewRollout | undefined {
	if (measures.length === 0 || parties.length === 0) return undefined;
	return {
		measures: measures.map(({ code, title }) => ({ code, title })),
		parties: parties.map((one) => ({ ...one, ...countRolloutStates(one.cells) })),
		total: countRolloutStates(parties.flatMap(({ cells }) => cells))
	};
}

/** Counts the verdicts on the latest readings of indicators; "unknown" if no target applies. */
export function countIndicatorVerdicts(indicators: readonly ReviewIndicator[]) {
	const latest = indicators.map(({ readings }) => readings.at(-1)?.standing ?? 'unknown');
	const onTarget = latest.filter((one) => one === 'on-target').length;
	const behind = latest.filter((one) => one === 'behind-target').length;
	return { all: latest.length, onTarget, behind, unknown: latest.length - onTarget - behind };
}
