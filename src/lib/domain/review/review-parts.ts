import type { PartnerKind } from '../body';
import type { TargetTrajectory, AssessedReading } from '../indicator';
import type { Localized } from '../localized';
import { countRolloutStates, type RolloutOrNone, type RolloutCounts } from '../rollout';

/*
 * What a review keeps beside the plan's standing. Each part is whole in itself, figures included, and left
 * out of reviews that were frozen before it was kept.
 */

/** What a measure is measured by, as it stood when the round closed. */
export interface ReviewIndicator extends TargetTrajectory {
	measure: { code: string; title: Localized };
	name: Localized;
	unit: Localized;
	source: string | null;
	targets: { year: number; value: number }[];
	/** By day. */
	readings: AssessedReading[];
}

/** Where each party was with what is introduced party by party, when the round closed. */
export interface ReviewRollout {
	/** By code. */
	measures: { code: string; title: Localized }[];
	/** Municipalities by number, then the hospital trust; their states in the order of the measures. */
	parties: ReviewPartnerRollout[];
	/** Over all parties and measures. */
	total: RolloutCounts;
}

export interface ReviewPartnerRollout extends RolloutCounts {
	number: string;
	name: string;
	kind: PartnerKind;
	cells: RolloutOrNone[];
}

/** A review's rollout; undefined where nothing is introduced party by party. */
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

/** How many indicators stand how, by their latest readings; those that cannot be held against a target are unknown. */
export function countIndicatorVerdicts(indicators: readonly ReviewIndicator[]) {
	const latest = indicators.map(({ readings }) => readings.at(-1)?.standing ?? 'unknown');
	const onTarget = latest.filter((one) => one === 'on-target').length;
	const behind = latest.filter((one) => one === 'behind-target').length;
	return { all: latest.length, onTarget, behind, unknown: latest.length - onTarget - behind };
}
