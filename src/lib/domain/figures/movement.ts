import { compareStatuses, countStatusSteps, type StatusOrNone } from '../evaluation/evaluation';

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
export function countStepsBack(pairs: readonly (StatusPair & { count: number })[]): number {
	return pairs.reduce((sum, { from, to, count }) => {
		if (from === 'not-reported' || to === 'not-reported' || compareStatuses(from, to) >= 0) return sum;
		return sum + count * countStatusSteps(from, to);
	}, 0);
}
