import { daysBetween, type CalendarDate } from '../calendar/calendar-date';
import { isCounted, type Lifecycle } from '../measure/measure';
import { wholePercent } from './whole-percent';

export interface Milestone {
	due: CalendarDate;
	doneOn: CalendarDate | null;
}

export interface Schedule {
	startsOn: CalendarDate | null;
	deadline: CalendarDate | null;
	milestones: readonly Milestone[];
}

/**
 * Returns the expected progress on a day in whole per cent: the share of milestones that are due, else linear
 * from start to deadline (domain-rules.md §5.3). It is a hint, never a verdict.
 *
 * @returns null if the measure has neither milestones nor both dates
 */
export function expectedProgress(schedule: Schedule, on: CalendarDate): number | null {
	const { milestones, startsOn, deadline } = schedule;
	if (milestones.length > 0)
		return wholePercent((100 * milestones.filter((one) => one.due <= on).length) / milestones.length);
	if (!startsOn || !deadline || deadline < startsOn) return null;
	if (on >= deadline) return 100;
	if (on <= startsOn) return 0;
	return wholePercent((100 * daysBetween(startsOn, on)) / daysBetween(startsOn, deadline));
}

export interface WeightedProgress {
	lifecycle: Lifecycle;
	weight: number;
	/** 0–100; null if nothing is reported. */
	progress: number | null;
}

export interface MeanProgress {
	/** Weighted mean in per cent, unrounded; null if nothing is reported. */
	mean: number | null;
	/** Measures with a known progress. */
	known: number;
	/** Measures that count (adopted, in operation, completed). */
	counted: number;
}

/**
 * Computes the weighted mean progress of the counted measures, with completed ones at 100 (domain-rules.md
 * §5.2). Measures without an evaluation do not lower the mean; `known` and `counted` show them.
 */
export function computeMeanProgress(measures: readonly WeightedProgress[]): MeanProgress {
	const counted = measures.filter((one) => isCounted(one.lifecycle));
	let sum = 0;
	let weight = 0;
	let known = 0;
	for (const one of counted) {
		const progress = one.lifecycle === 'completed' ? 100 : one.progress;
		if (progress === null) continue;
		sum += progress * one.weight;
		weight += one.weight;
		known += 1;
	}
	return { mean: weight > 0 ? sum / weight : null, known, counted: counted.length };
}

/**
 * True if an evaluation is too old to describe the current situation (domain-rules.md §5.4).
 *
 * @param limit days an evaluation stays fresh
 */
export function isStale(reportedOn: CalendarDate, today: CalendarDate, limit: number): boolean {
	return daysBetween(reportedOn, today) > limit;
}
