import { compareStatuses, countStatusSteps, type StatusOrNone } from '../evaluation/evaluation';
import { isEnoughToCompare, weightedMean } from '../figures/comparison-set';
import { definitionOf, type FigureDefinition } from '../figures/figure-definition';
import { classifyMovement, type MovementCourse, type StatusPair } from '../figures/movement';
import { isCounted } from '../measure/measure';
import type { ReviewContent } from './review';
import { roundKey, type RoundKey } from '../round/round';
import {
	areaKey,
	effectiveProgress,
	effectiveStatus,
	type AreaKey,
	type SnapshotEvaluation,
	type SnapshotMeasure
} from '../plan/plan-snapshot';

/** Identity of a measure, as named in the later of two reviews. */
type NamedMeasure = Pick<SnapshotMeasure, 'id' | 'code' | 'title' | 'area'>;

/** A figure in two reviews; null if a review lacks it. */
export interface FigurePair {
	then: number | null;
	now: number | null;
}

/** Mean progress of the measures that have progress in both reviews; null if they are too few to compare. */
interface SharedProgress extends FigurePair {
	n: number;
}

export const comparedFigures = ['counted', 'reported', 'both', 'good', 'behind', 'progress'] as const;
export type ComparedFigure = (typeof comparedFigures)[number];

/** Reasons a measure counts as stalled: behind both times, or no higher progress. */
const stallReasons = ['behind-twice', 'no-progress'] as const;
export type StallReason = (typeof stallReasons)[number];

export interface MovedMeasure extends NamedMeasure {
	from: StatusOrNone;
	to: StatusOrNone;
	/** 1 for forward, -1 for backward. */
	way: 1 | -1;
	/** Number of statuses it moved past, at least 1. */
	steps: number;
}

/**
 * The next steps of the earlier evaluation and the work done in the later one; null without an evaluation.
 */
export interface PromiseFollowUp extends NamedMeasure {
	promised: Pick<SnapshotEvaluation, 'nextSteps' | 'lang'>;
	came: Pick<SnapshotEvaluation, 'done' | 'lang' | 'status' | 'progress'> | null;
}

/** Comparison of two reviews. */
export interface ReviewComparison {
	then: RoundKey;
	now: RoundKey;
	/** Definitions that the reviews' own figures are by; the comparison is by the newest. */
	definitions: Record<'then' | 'now', FigureDefinition>;
	/** Figures over the whole plan: `both` counts measures with a status in both reviews, `good` and `behind` are of those. */
	total: Record<Exclude<ComparedFigure, 'progress'>, FigurePair> & { progress: SharedProgress };
	/** Areas in either review, in the later one's order; "X" for the measures across areas. */
	areas: { area: AreaKey; progress: SharedProgress; good: FigurePair; both: number; counted: number }[];
	/** Measures that moved backward come first. */
	moved: MovedMeasure[];
	/** Measures without a report in the first review that are done in the second. */
	finished: NamedMeasure[];
	/** Measures without a status in both reviews. */
	silent: NamedMeasure[];
	/** Measures with a status in only one. */
	once: NamedMeasure[];
	stalled: (NamedMeasure & { reasons: StallReason[]; then: StatusOrNone; now: StatusOrNone })[];
	promises: PromiseFollowUp[];
	added: NamedMeasure[];
	ended: NamedMeasure[];
}

/** Compares two reviews by their counted measures, named as in the later review. */
export function compareReviews(then: ReviewContent, now: ReviewContent): ReviewComparison {
	const before = countedMeasuresIn(then);
	const after = countedMeasuresIn(now);
	const earlier = new Map(before.map((one) => [one.id, one]));
	const later = new Set(after.map(({ id }) => id));
	const pairs = after.flatMap((one) => {
		const found = earlier.get(one.id);
		return found ? [{ then: found, now: one }] : [];
	});
	return {
		then: roundKey(then.round),
		now: roundKey(now.round),
		definitions: { then: definitionOf(then), now: definitionOf(now) },
		total: {
			counted: { then: before.length, now: after.length },
			reported: { then: then.figures.total.reported, now: now.figures.total.reported },
			...statusCounts(pairs),
			progress: shareProgress(pairs, after.length)
		},
		areas: compareAreas(then, now, pairs),
		moved: pairs.flatMap(findStatusMove).sort((a, b) => a.way - b.way),
		finished: withCourse(pairs, 'finished'),
		silent: withCourse(pairs, 'silent'),
		once: withCourse(pairs, 'unknown'),
		stalled: pairs.flatMap(findStall),
		promises: pairs.flatMap(findPromise),
		added: after.filter(({ id }) => !earlier.has(id)).map(toNamedMeasure),
		ended: before.filter(({ id }) => !later.has(id)).map(toNamedMeasure)
	};
}

interface MeasurePair {
	then: SnapshotMeasure;
	now: SnapshotMeasure;
}

function countedMeasuresIn({ measures }: ReviewContent): SnapshotMeasure[] {
	return measures.filter((one) => isCounted(one.lifecycle));
}

function toNamedMeasure({ id, code, title, area }: SnapshotMeasure): NamedMeasure {
	return { id, code, title, area };
}

/** Compares progress over the same measures, with the later review's weights, whatever the definitions. */
function shareProgress(pairs: readonly MeasurePair[], counted: number): SharedProgress {
	const shared = pairs.flatMap(({ then, now }) => {
		const [first, second] = [effectiveProgress(then), effectiveProgress(now)];
		return first === null || second === null ? [] : [{ weight: now.weight, first, second }];
	});
	if (!isEnoughToCompare(shared.length, counted)) return { then: null, now: null, n: shared.length };
	const meanOf = (side: 'first' | 'second') =>
		weightedMean(shared.map((one) => ({ weight: one.weight, value: one[side] })));
	return { then: meanOf('first'), now: meanOf('second'), n: shared.length };
}

/** Counts statuses of the measures that have one in both reviews; null without any. */
function statusCounts(pairs: readonly MeasurePair[]): Record<'both' | 'good' | 'behind', FigurePair> {
	const both = pairs
		.map(statusesOf)
		.filter(({ from, to }) => from !== 'not-reported' && to !== 'not-reported');
	const count = (statuses: readonly StatusOrNone[]): FigurePair =>
		both.length === 0
			? { then: null, now: null }
			: {
					then: both.filter(({ from }) => statuses.includes(from)).length,
					now: both.filter(({ to }) => statuses.includes(to)).length
				};
	return {
		both: { then: both.length, now: both.length },
		good: count(['done', 'on-track']),
		behind: count(['slightly-delayed', 'delayed', 'on-hold'])
	};
}

function withCourse(pairs: readonly MeasurePair[], course: MovementCourse): NamedMeasure[] {
	return pairs
		.filter((one) => classifyMovement(statusesOf(one)) === course)
		.map((one) => toNamedMeasure(one.now));
}

function compareAreas(
	then: ReviewContent,
	now: ReviewContent,
	pairs: readonly MeasurePair[]
): ReviewComparison['areas'] {
	const counted = new Map(now.figures.areas.map((one) => [one.area, one.counted]));
	const keys = [...counted.keys(), ...then.figures.areas.map(({ area }) => area)];
	return [...new Set(keys)].map((area) => {
		const own = pairs.filter((one) => areaKey(one.now) === area);
		const { both, good } = statusCounts(own);
		const whole = counted.get(area) ?? 0;
		return { area, progress: shareProgress(own, whole), good, both: both.now ?? 0, counted: whole };
	});
}

function statusesOf({ then, now }: MeasurePair): StatusPair {
	return { from: effectiveStatus(then), to: effectiveStatus(now) };
}

function findStatusMove({ then, now }: MeasurePair): MovedMeasure[] {
	const { from, to } = statusesOf({ then, now });
	if (from === 'not-reported' || to === 'not-reported') return [];
	const way = compareStatuses(from, to);
	return way === 0 ? [] : [{ ...toNamedMeasure(now), from, to, way, steps: countStatusSteps(from, to) }];
}

function findStall({ then, now }: MeasurePair): ReviewComparison['stalled'] {
	const [first, second] = [effectiveStatus(then), effectiveStatus(now)];
	const isBehind = (status: StatusOrNone) => status === 'delayed' || status === 'on-hold';
	const [before, after] = [then.report?.progress ?? null, now.report?.progress ?? null];
	const checks: Record<StallReason, boolean> = {
		'behind-twice': isBehind(first) && isBehind(second),
		'no-progress': before !== null && after !== null && after <= before && after < 100 && second !== 'done'
	};
	const reasons = stallReasons.filter((one) => checks[one]);
	return reasons.length === 0 ? [] : [{ ...toNamedMeasure(now), reasons, then: first, now: second }];
}

function findPromise({ then, now }: MeasurePair): PromiseFollowUp[] {
	if (!then.report?.nextSteps.trim()) return [];
	const { nextSteps, lang } = then.report;
	const came = now.report && {
		done: now.report.done,
		lang: now.report.lang,
		status: now.report.status,
		progress: now.report.progress
	};
	return [{ ...toNamedMeasure(now), promised: { nextSteps, lang }, came }];
}
