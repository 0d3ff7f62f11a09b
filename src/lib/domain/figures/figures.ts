import { computeCommitment, type Commitment } from './commitment';
import { computeDriverFigures, type DriverFigures } from './driver-figures';
import { compareStatuses, allStatuses, statuses, type StatusOrNone } from '../evaluation/evaluation';
import { acrossAreasCode, isCounted } from '../measure/measure';
import { computeMeanProgress } from './progress';
import { roundKey } from '../round/round';
import {
	areaKey,
	emptyStatusCounts,
	effectiveStatus,
	type AreaKey,
	type PreviousReview,
	type PlanSnapshot,
	type SnapshotMeasure,
	type ValueFigures,
	type ValuesInRound
} from '../plan/plan-snapshot';

export { areaKey, effectiveStatus, type AreaKey, type ValueFigures };

export interface AreaFigures {
	area: AreaKey;
	/** Counted measures: adopted, in operation, completed. */
	counted: number;
	/** Counted measures with an evaluation. */
	reported: number;
	/** Counted measures by status. Sums to `counted`. */
	statuses: Record<StatusOrNone, number>;
	/** Mean progress in per cent, unrounded; null where nothing is reported. */
	progress: number | null;
	/** Mean expected progress over the measures that have dates, unrounded. */
	expected: number | null;
	/** Mean progress in the annual review of the year before, unrounded. */
	before: number | null;
}

export interface Movement {
	/** Key of the earlier review. */
	from: string;
	/** Measures in both reviews, by status then and now. */
	pairs: { from: StatusOrNone; to: StatusOrNone; count: number }[];
	forward: number;
	backward: number;
	unmoved: number;
	/** Measures in both reviews with a status in only one. */
	unknown: number;
	/** Ids of measures that were not in the earlier review. */
	added: string[];
	/** Ids of measures in the earlier review that no longer count. */
	ended: string[];
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

/** Computes every figure shown for a plan snapshot (domain-rules.md §5.1). */
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
		total: computeAreaFigures('all', counted, standing.yearBefore),
		areas: keys.map((key) => computeAreaFigures(key, of(key), standing.yearBefore)),
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

function computeAreaFigures(
	area: AreaKey,
	measures: SnapshotMeasure[],
	before: PreviousReview | null
): AreaFigures {
	const byStatus = emptyStatusCounts();
	for (const one of measures) byStatus[effectiveStatus(one)] += 1;
	const reported = computeMeanProgress(
		measures.map((one) => ({ ...one, progress: one.report?.progress ?? null }))
	);
	const expected = computeMeanProgress(measures.map((one) => ({ ...one, progress: one.expected })));
	return {
		area,
		counted: measures.length,
		reported: measures.filter((one) => one.report).length,
		statuses: byStatus,
		progress: reported.mean,
		expected: measures.some((one) => one.expected !== null) ? expected.mean : null,
		before: before?.progress[area] ?? null
	};
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

function computeMovement(last: PreviousReview, measures: SnapshotMeasure[]): Movement {
	const then = new Map(last.measures.map((one) => [one.id, one.status]));
	const now = new Map(measures.map((one) => [one.id, one]));
	const counts = new Map<string, number>();
	const movement: Movement = {
		from: last.key,
		pairs: [],
		forward: 0,
		backward: 0,
		unmoved: 0,
		unknown: 0,
		added: measures.filter((one) => !then.has(one.id)).map((one) => one.id),
		ended: last.measures.filter((one) => !now.has(one.id)).map((one) => one.id)
	};
	for (const one of measures) {
		if (!then.has(one.id)) continue;
		const from: StatusOrNone = then.get(one.id) ?? 'not-reported';
		const to = effectiveStatus(one);
		counts.set(`${from}>${to}`, (counts.get(`${from}>${to}`) ?? 0) + 1);
		movement[classifyMovement(from, to)] += 1;
	}
	for (const from of allStatuses)
		for (const to of allStatuses) {
			const count = counts.get(`${from}>${to}`);
			if (count) movement.pairs.push({ from, to, count });
		}
	return movement;
}

function classifyMovement(
	from: StatusOrNone,
	to: StatusOrNone
): 'forward' | 'backward' | 'unmoved' | 'unknown' {
	if (from === to) return 'unmoved';
	if (from === 'not-reported' || to === 'not-reported') return 'unknown';
	return compareStatuses(from, to) > 0 ? 'forward' : 'backward';
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
