import type { PlanSnapshot, SnapshotMeasure } from '../plan/plan-snapshot';
import { isKnownSince } from '../plan/plan-snapshot';
import { isCounted } from '../measure/measure';
import { isEnoughToCompare } from './comparison-set';

/** A core value's mean score beside that of the previous review, both of the same measures. */
export interface ValueComparison {
	value: string;
	/** Measures scored both times. */
	n: number;
	/** Measures scored now. */
	scored: number;
	/** Mean scores now and in the previous review, unrounded; null if the measures are too few to compare. */
	means: { now: number; before: number } | null;
}

/**
 * Compares each scored core value with the previous review over the measures scored both times, by the rule for
 * progress (domain-rules.md §5.3).
 *
 * @param earlier measures of the previous review
 */
export function compareValues(
	{ values, measures, last }: Pick<PlanSnapshot, 'values' | 'measures' | 'last'>,
	earlier: readonly SnapshotMeasure[]
): ValueComparison[] {
	const counted = measures.filter((one) => isCounted(one.lifecycle));
	const known = new Set(counted.filter((one) => last && isKnownSince(one, last)).map(({ id }) => id));
	return values.flatMap(({ code }) => {
		const [now, then] = [scoresOf(code, counted), scoresOf(code, earlier)];
		if (now.size === 0 || then.size === 0) return [];
		const both = [...now.keys()].filter((id) => known.has(id) && then.has(id));
		const meanOf = (scores: Map<string, number>) =>
			both.reduce((sum, id) => sum + (scores.get(id) ?? 0), 0) / both.length;
		const means = isEnoughToCompare(both.length, now.size)
			? { now: meanOf(now), before: meanOf(then) }
			: null;
		return [{ value: code, n: both.length, scored: now.size, means }];
	});
}

/** Returns the scores of a core value by measure id. */
function scoresOf(value: string, measures: readonly SnapshotMeasure[]): Map<string, number> {
	const scores = measures.map(
		({ id, report }) => [id, report?.scores.find((one) => one.value === value)?.score ?? null] as const
	);
	return new Map(scores.filter((one): one is [string, number] => one[1] !== null));
}
