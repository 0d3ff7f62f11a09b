import type { WeightedProgress } from './progress';
import { computeMeanProgress } from './progress';

/** A counted measure with the values its progress can be compared with. */
export interface ComparableMeasure extends WeightedProgress {
	/** Expected progress, 0–100; null without dates. */
	expected: number | null;
	/** Progress in the annual review of the year before; null without one. */
	before: number | null;
}

export const comparedValues = ['expected', 'before'] as const;
type ComparedValue = (typeof comparedValues)[number];

/** Progress beside expected and earlier progress, all of the same measures (domain-rules.md §5.3). */
export interface ProgressComparison {
	/** Measures compared; if none are, the most that could have been. */
	n: number;
	/** Mean progress of those measures, unrounded; null if they are too few to compare. */
	progress: number | null;
	/** Values that some measures have but that are not compared. */
	without: ComparedValue[];
}

/** Fewest measures that are compared. */
export const minCompared = 3;

/** True if `n` measures are enough to stand for `counted`: at least three, and at least half. */
export function isEnoughToCompare(n: number, counted: number): boolean {
	return n >= minCompared && 2 * n >= counted;
}

/**
 * Compares progress with expected and earlier progress over one set of measures: those that have both values, or
 * else the one that more measures have. All means have the same weights.
 */
export function compareProgress(measures: readonly ComparableMeasure[]): {
	comparison: ProgressComparison;
	expected: number | null;
	before: number | null;
} {
	const known = measures
		.map((one) => ({ ...one, progress: one.lifecycle === 'completed' ? 100 : one.progress }))
		.filter(({ progress }) => progress !== null);
	const having = (values: readonly ComparedValue[]) =>
		known.filter((one) => values.every((value) => one[value] !== null));
	const candidates = [['expected', 'before'], ['expected'], ['before']] as const;
	const [both, ...single] = candidates.map((values) => ({ values, set: having(values) }));
	single.sort((a, b) => b.set.length - a.set.length);
	const options = [both!, ...single];
	const chosen = options.find(({ set }) => isEnoughToCompare(set.length, measures.length));
	const compared: readonly ComparedValue[] = chosen?.values ?? [];
	const meanOf = (value: 'progress' | ComparedValue) =>
		chosen ? weightedMean(chosen.set.map((one) => ({ weight: one.weight, value: one[value] ?? 0 }))) : null;
	return {
		comparison: {
			n: chosen?.set.length ?? single[0]!.set.length,
			progress: meanOf('progress'),
			without: comparedValues.filter((value) => !compared.includes(value) && having([value]).length > 0)
		},
		expected: compared.includes('expected') ? meanOf('expected') : null,
		before: compared.includes('before') ? meanOf('before') : null
	};
}

/** Returns the weighted mean of values; null without any weight. */
export function weightedMean(values: readonly { weight: number; value: number }[]): number | null {
	const { mean } = computeMeanProgress(
		values.map(({ weight, value }) => ({ lifecycle: 'adopted', weight, progress: value }))
	);
	return mean;
}
