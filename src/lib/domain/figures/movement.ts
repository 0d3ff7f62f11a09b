import { allStatuses, compareStatuses, countStatusSteps, type StatusOrNone } from '../evaluation/evaluation';
import {
	effectiveStatus,
	isKnownSince,
	type PreviousReview,
	type SnapshotMeasure
} from '../plan/plan-snapshot';

/** Statuses of the same measure in two reviews. */
export interface StatusPair {
	from: StatusOrNone;
	to: StatusOrNone;
}

/** Ways a measure can go between two reviews, in the order they are shown (domain-rules.md §5.6). */
export const movementCourses = ['forward', 'backward', 'finished', 'unmoved', 'silent', 'unknown'] as const;
export type MovementCourse = (typeof movementCourses)[number];

/** Returns a measure's course. One without a status in a review has neither moved nor stayed. */
export function classifyMovement({ from, to }: StatusPair): MovementCourse {
	if (from === 'not-reported') {
		if (to === 'not-reported') return 'silent';
		return to === 'done' ? 'finished' : 'unknown';
	}
	if (to === 'not-reported') return 'unknown';
	const way = compareStatuses(from, to);
	return way === 0 ? 'unmoved' : way > 0 ? 'forward' : 'backward';
}

/** Counts the steps of the measures that went back: two from on track to delayed. */
function countStepsBack(pairs: readonly (StatusPair & { count: number })[]): number {
	return pairs.reduce((sum, { from, to, count }) => {
		if (from === 'not-reported' || to === 'not-reported' || compareStatuses(from, to) >= 0) return sum;
		return sum + count * countStatusSteps(from, to);
	}, 0);
}

export interface Movement {
	/** Key of the earlier review. */
	from: string;
	/** Measures in both reviews, by status then and now. */
	pairs: { from: StatusOrNone; to: StatusOrNone; count: number }[];
	forward: number;
	backward: number;
	/** Steps the measures went back altogether. Missing in the definition of 2025, as the next two are. */
	stepsBack?: number | undefined;
	/** Measures that had no status then and are done now. */
	finished?: number | undefined;
	/** Measures without a status in both reviews. */
	silent?: number | undefined;
	unmoved: number;
	/** Other measures in both reviews with a status in only one. */
	unknown: number;
	/** Ids of measures that were not in the earlier review. */
	added: string[];
	/** Ids of measures in the earlier review that no longer count. */
	ended: string[];
}

/** Computes how the counted measures moved since the previous review. A report as old as the review does not count. */
export function computeMovement(last: PreviousReview, measures: SnapshotMeasure[]): Movement {
	const then = new Map(last.measures.map((one) => [one.id, one.status ?? 'not-reported']));
	const now = new Set(measures.map(({ id }) => id));
	const statusNow = (one: SnapshotMeasure) =>
		isKnownSince(one, last) ? effectiveStatus(one) : ('not-reported' as const);
	const pairs = allStatuses.flatMap((from) =>
		allStatuses.flatMap((to) => {
			const count = measures.filter((one) => then.get(one.id) === from && statusNow(one) === to).length;
			return count > 0 ? [{ from, to, count }] : [];
		})
	);
	const countOf = (course: MovementCourse) =>
		pairs.reduce((sum, pair) => sum + (classifyMovement(pair) === course ? pair.count : 0), 0);
	return {
		from: last.key,
		pairs,
		forward: countOf('forward'),
		backward: countOf('backward'),
		stepsBack: countStepsBack(pairs),
		finished: countOf('finished'),
		silent: countOf('silent'),
		unmoved: countOf('unmoved'),
		unknown: countOf('unknown'),
		added: measures.filter((one) => !then.has(one.id)).map((one) => one.id),
		ended: last.measures.filter((one) => !now.has(one.id)).map((one) => one.id)
	};
}
