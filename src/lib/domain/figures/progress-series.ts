import { isEnoughToCompare, weightedMean } from './comparison-set';
import { isCounted } from '../measure/measure';
import { effectiveProgress, type SnapshotMeasure } from '../plan/plan-snapshot';

/** Progress of the same measures by round. */
export interface ProgressSeries {
	/** Measures that every drawn round has progress of, and the counted measures of the newest. */
	n: number;
	counted: number;
	/** In the order of the rounds; null where too few of the same measures have progress. */
	points: { progress: number | null; expected: number | null }[];
	/** True if expected progress is left out, because the measures are too few to compare. */
	uncompared: boolean;
}

/**
 * Computes progress over time of one set of measures: from the newest round backwards, each round is included as
 * long as enough measures are shared with the later ones (domain-rules.md §5.3). Weights are the newest round's.
 *
 * @param rounds the measures of each round, oldest round first
 */
export function computeProgressSeries(rounds: readonly (readonly SnapshotMeasure[])[]): ProgressSeries {
	const known = rounds.map(
		(measures) =>
			new Map(
				measures
					.filter((one) => isCounted(one.lifecycle) && effectiveProgress(one) !== null)
					.map((one) => [one.id, one])
			)
	);
	const newest = known.findLastIndex(({ size }) => size > 0);
	const counted = (rounds[newest] ?? []).filter((one) => isCounted(one.lifecycle)).length;
	let shared = [...(known[newest]?.values() ?? [])];
	const included = new Set([newest]);
	for (let index = newest - 1; index >= 0; index -= 1) {
		const still = shared.filter(({ id }) => known[index]!.has(id));
		if (!isEnoughToCompare(still.length, counted)) continue;
		shared = still;
		included.add(index);
	}
	const enough = isEnoughToCompare(shared.length, counted);
	const expected = shared.some(({ expected }) => expected !== null);
	return {
		n: shared.length,
		counted,
		uncompared: !enough && expected,
		points: known.map((measures, index) => {
			if (!included.has(index)) return { progress: null, expected: null };
			const own = shared.map(({ id, weight }) => ({ weight, measure: measures.get(id)! }));
			const meanOf = (value: (measure: SnapshotMeasure) => number | null) =>
				own.some(({ measure }) => value(measure) === null)
					? null
					: weightedMean(own.map(({ weight, measure }) => ({ weight, value: value(measure) ?? 0 })));
			return {
				progress: meanOf(effectiveProgress),
				expected: enough ? meanOf((one) => one.expected) : null
			};
		})
	};
}
