import { commitmentOf, type Commitment } from './commitment';
import { driverFigures, type DriverFigures } from './driver';
import { direction, standings, statuses, type StatusOrNone } from './evaluation';
import { acrossMark, isCounted } from './measure';
import { progressOf } from './progress';
import { roundKey } from './round';
import {
	areaKey,
	noStatuses,
	statusOf,
	type AreaKey,
	type Earlier,
	type Standing,
	type StandingMeasure,
	type ValueFigures,
	type ValuesInRound
} from './standing';

export { areaKey, statusOf, type AreaKey, type ValueFigures };

export interface AreaFigures {
	area: AreaKey;
	/** Counted measures: adopted, in operation, completed. */
	counted: number;
	/** Counted measures with a report. */
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
	/** The review moved from. */
	from: string;
	/** Measures in both, by status then and now. */
	pairs: { from: StatusOrNone; to: StatusOrNone; count: number }[];
	forward: number;
	backward: number;
	unmoved: number;
	/** In both, with a status on one side only. */
	unknown: number;
	/** Ids of measures that were not in the review before. */
	added: string[];
	/** Ids of measures that were, and no longer count. */
	ended: string[];
}

export interface Figures {
	total: AreaFigures;
	/** The plan's areas in order, and last the measures across where there are any. */
	areas: AreaFigures[];
	/** By value, first over all areas, then per area with a score. */
	values: ValueFigures[];
	movement: Movement | null;
	/** The core values from round to round, the oldest first. Left out of reviews frozen before it was counted. */
	valuesOverTime?: ValuesInRound[] | undefined;
	/** By challenge and opportunity. Left out as `valuesOverTime` is. */
	coverage?: DriverFigures[] | undefined;
	/** Null where there is no review to hold the year against. Left out as `valuesOverTime` is. */
	commitment?: Commitment | null | undefined;
}

/** Every figure the product shows of a standing, computed in one place (domain-rules.md §5.1). */
export function figuresOf(standing: Standing): Figures {
	const counted = standing.measures.filter((one) => isCounted(one.lifecycle));
	const keys = [...standing.areas.map((area) => String(area.number))];
	if (counted.some((one) => one.area === null)) keys.push(acrossMark);
	const of = (key: AreaKey) => counted.filter((one) => areaKey(one) === key);
	const values = standing.values.flatMap(({ code }) => [
		valueFigures(code, 'all', counted, standing.last),
		...keys.map((key) => valueFigures(code, key, of(key), null)).filter((one) => one.n > 0)
	]);
	return {
		total: areaFigures('all', counted, standing.yearBefore),
		areas: keys.map((key) => areaFigures(key, of(key), standing.yearBefore)),
		values,
		movement: standing.last && movementSince(standing.last, counted),
		valuesOverTime: [
			...(standing.history ?? []),
			{ round: standing.round && roundKey(standing.round), values: overAll(values) }
		],
		coverage: driverFigures(standing),
		commitment: commitmentOf(standing, keys)
	};
}

/** Of a review's values, those over all areas. */
export function overAll(values: ValueFigures[]): ValueFigures[] {
	return values.filter(({ area }) => area === 'all');
}

function areaFigures(area: AreaKey, measures: StandingMeasure[], before: Earlier | null): AreaFigures {
	const byStatus = noStatuses();
	for (const one of measures) byStatus[statusOf(one)] += 1;
	const reported = progressOf(measures.map((one) => ({ ...one, progress: one.report?.progress ?? null })));
	const expected = progressOf(measures.map((one) => ({ ...one, progress: one.expected })));
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

function valueFigures(
	value: string,
	area: AreaKey,
	measures: StandingMeasure[],
	last: Earlier | null
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

function movementSince(last: Earlier, measures: StandingMeasure[]): Movement {
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
		const to = statusOf(one);
		counts.set(`${from}>${to}`, (counts.get(`${from}>${to}`) ?? 0) + 1);
		movement[moved(from, to)] += 1;
	}
	for (const from of standings)
		for (const to of standings) {
			const count = counts.get(`${from}>${to}`);
			if (count) movement.pairs.push({ from, to, count });
		}
	return movement;
}

function moved(from: StatusOrNone, to: StatusOrNone): 'forward' | 'backward' | 'unmoved' | 'unknown' {
	if (from === to) return 'unmoved';
	if (from === 'not-reported' || to === 'not-reported') return 'unknown';
	return direction(from, to) > 0 ? 'forward' : 'backward';
}

/** Measures in good hands: on track or done. */
export function inGoodHands(figures: AreaFigures): number {
	return figures.statuses['on-track'] + figures.statuses.done;
}

/** Measures behind: slightly delayed, delayed or on hold. */
export function behind(figures: AreaFigures): number {
	return statuses
		.filter((status) => status === 'slightly-delayed' || status === 'delayed' || status === 'on-hold')
		.reduce((sum, status) => sum + figures.statuses[status], 0);
}
