import { computeCommitment, type Commitment } from './commitment';
import { computeDriverFigures, type DriverFigures } from './driver-figures';
import { statuses, type StatusOrNone } from '../evaluation/evaluation';
import { acrossAreasCode, isCounted, isReportable } from '../measure/measure';
import { compareProgress, type ProgressComparison } from './comparison-set';
import { computeMovement, type Movement } from './movement';
import { computeMeanProgress } from './progress';
import { roundKey } from '../round/round';
import {
	areaKey,
	emptyStatusCounts,
	effectiveStatus,
	isKnownSince,
	type AreaKey,
	type PreviousReview,
	type PlanSnapshot,
	type SnapshotMeasure,
	type ValueFigures,
	type ValuesInRound
} from '../plan/plan-snapshot';

export { areaKey, effectiveStatus, type AreaKey, type Movement, type ValueFigures };

export interface AreaFigures {
	area: AreaKey;
	/** Counted measures: adopted, in operation, completed. */
	counted: number;
	/** Counted measures that the round asks about. Missing in the definition of 2025. */
	asked?: number | undefined;
	/** Of those, the ones with an evaluation in the running or latest round. */
	reported: number;
	/** Counted measures by the status last known. Sums to `counted`. */
	statuses: Record<StatusOrNone, number>;
	/** Of those, the ones older than the freshness limit. Missing if there are none, as in every review. */
	stale?: Record<StatusOrNone, number> | undefined;
	/** Mean progress in per cent, unrounded; null where nothing is reported. */
	progress: number | null;
	/** Measures in that mean. Missing in the definition of 2025. */
	known?: number | undefined;
	/** Mean expected progress of the compared measures, unrounded. */
	expected: number | null;
	/** Mean progress of the compared measures in the annual review of the year before, unrounded. */
	before: number | null;
	/** The compared measures. Missing in the definition of 2025, which did not compare the same ones. */
	comparison?: ProgressComparison | undefined;
}

export interface Figures {
	total: AreaFigures;
	/** The plan's areas in order, followed by the measures across areas if there are any. */
	areas: AreaFigures[];
	/** By value: first over all areas, then for each area with a score. */
	values: ValueFigures[];
	movement: Movement | null;
	/** Core values by round, oldest first. Missing in reviews frozen before it was computed. */
	valuesOverTime?: ValuesInRound[] | undefined;
	/** By challenge and opportunity. Missing as `valuesOverTime` is. */
	coverage?: DriverFigures[] | undefined;
	/** Null if there is no earlier review to compare with. Missing as `valuesOverTime` is. */
	commitment?: Commitment | null | undefined;
}

/** True if any area has progress of the year before, or has it without comparing it. */
export function hasYearBefore({ total, areas }: Pick<Figures, 'total' | 'areas'>): boolean {
	return [total, ...areas].some(
		({ before, comparison }) => before !== null || comparison?.without.includes('before')
	);
}

/** Computes every figure shown for a plan snapshot, by the definition of 2026 (domain-rules.md §5.1). */
export function computeFigures(standing: PlanSnapshot): Figures {
	const counted = standing.measures.filter((one) => isCounted(one.lifecycle));
	const keys = [...standing.areas.map((area) => String(area.number))];
	if (counted.some((one) => one.area === null)) keys.push(acrossAreasCode);
	const of = (key: AreaKey) => counted.filter((one) => areaKey(one) === key);
	const values = standing.values.flatMap(({ code }) => [
		computeValueFigures(code, { area: 'all', measures: counted }, standing.last),
		...keys
			.map((key) => computeValueFigures(code, { area: key, measures: of(key) }, null))
			.filter((one) => one.n > 0)
	]);
	return {
		total: computeAreaFigures('all', counted, standing),
		areas: keys.map((key) => computeAreaFigures(key, of(key), standing)),
		values,
		movement: standing.last && computeMovement(standing.last, counted),
		valuesOverTime: [
			...(standing.history ?? []),
			{ round: standing.round && roundKey(standing.round), values: valuesOverAllAreas(values) }
		],
		coverage: computeDriverFigures(standing),
		commitment: computeCommitment(standing, keys)
	};
}

/** Returns the value figures that cover all areas. */
export function valuesOverAllAreas(values: ValueFigures[]): ValueFigures[] {
	return values.filter(({ area }) => area === 'all');
}

function computeAreaFigures(area: AreaKey, measures: SnapshotMeasure[], standing: PlanSnapshot): AreaFigures {
	const { yearBefore } = standing;
	const before = new Map(yearBefore?.measures.map(({ id, progress }) => [id, progress ?? null]));
	const compared = measures.map((one) => ({
		...one,
		progress: one.report?.progress ?? null,
		before: yearBefore && isKnownSince(one, yearBefore) ? (before.get(one.id) ?? null) : null
	}));
	const reported = (one: SnapshotMeasure) => isReportedInRound(one, standing);
	const stale = measures.filter((one) => one.report?.stale && isReportable(one.lifecycle));
	const { mean, known } = computeMeanProgress(compared);
	return {
		area,
		counted: measures.length,
		asked: measures.filter((one) => isReportable(one.lifecycle) || reported(one)).length,
		reported: measures.filter(reported).length,
		statuses: countByStatus(measures),
		...(stale.length > 0 && { stale: countByStatus(stale) }),
		progress: mean,
		known,
		...compareProgress(compared)
	};
}

/** True if the measure has an evaluation in the running or latest round; any evaluation if there is none. */
function isReportedInRound({ report }: SnapshotMeasure, { round, lastRound }: PlanSnapshot): boolean {
	const key = round ? roundKey(round) : (lastRound ?? null);
	return report !== null && (key === null || report.round === key);
}

function countByStatus(measures: readonly SnapshotMeasure[]): Record<StatusOrNone, number> {
	const byStatus = emptyStatusCounts();
	for (const one of measures) byStatus[effectiveStatus(one)] += 1;
	return byStatus;
}

function computeValueFigures(
	value: string,
	{ area, measures }: { area: AreaKey; measures: SnapshotMeasure[] },
	last: PreviousReview | null
): ValueFigures {
	const distribution: ValueFigures['distribution'] = [0, 0, 0, 0, 0];
	let sum = 0;
	let n = 0;
	for (const { report } of measures)
		for (const one of report?.scores ?? []) {
			if (one.value !== value || one.score === null) continue;
			distribution[one.score - 1]! += 1;
			sum += one.score;
			n += 1;
		}
	return { value, area, mean: n > 0 ? sum / n : null, n, distribution, before: last?.values[value] ?? null };
}

/** Counts the measures that are on track or done. */
export function countOnTrackOrDone(figures: AreaFigures): number {
	return figures.statuses['on-track'] + figures.statuses.done;
}

/** Counts the measures that are slightly delayed, delayed or on hold. */
export function countBehind(figures: AreaFigures): number {
	return statuses
		.filter((status) => status === 'slightly-delayed' || status === 'delayed' || status === 'on-hold')
		.reduce((sum, status) => sum + figures.statuses[status], 0);
}

/** Returns the progress that stands beside expected and earlier progress, with the number of its measures. */
export function comparableProgress(figures: AreaFigures): { progress: number | null; n: number } {
	const { comparison, progress, known, reported } = figures;
	if (comparison && comparison.progress !== null) return { progress: comparison.progress, n: comparison.n };
	return { progress, n: known ?? reported };
}

/** True if the round asked about the area and nobody reported. */
export function isSilentArea({ reported, asked, counted }: AreaFigures): boolean {
	return reported === 0 && (asked ?? counted) > 0;
}
