import { daysBetween, type CalendarDate } from '../calendar/calendar-date';
import { isCounted, type Lifecycle } from '../measure/measure';

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
 * How far a measure could be expected to be by a day, in whole per cent: the share of its
 * milestones that are due, else a straight line from start to deadline (domain-rules.md §5.3). A hint for the reader, never a verdict.
 *
 * @returns null where the measure has neither milestones nor both dates
 */
export function expectedProgress(schedule: Schedule, on: CalendarDate): number | null {
	const { milestones, startsOn, deadline } = schedule;
	if (milestones.length > 0)
		return Math.round((100 * milestones.filter((one) => one.due <= on).length) / milestones.length);
	if (!startsOn || !deadline || deadline < startsOn) return null;
	if (on >= deadline) return 100;
	if (on <= startsOn) return 0;
	return Math.round((100 * daysBetween(startsOn, on)) / daysBetween(startsOn, deadline));
}

export interface WeightedProgress {
	lifecycle: Lifecycle;
	weight: number;
	/** 0–100; null where nothing is reported. */
	progress: number | null;
}

export interface MeanProgress {
	/** Weighted mean in per cent, unrounded; null where nothing is known. */
	mean: number | null;
	/** Measures the mean is built on. */
	known: number;
	/** Measures that count (adopted, in operation, completed). */
	counted: number;
}

/**
 * The progress of an area or a plan: the weighted mean over its counted measures, where a completed
 * one is 100 whatever was last reported (domain-rules.md §5.2). Measures without a report do not pull the
 * mean down; they show in `known` of `counted`.
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
 * Whether a report is too old to stand for how things are (domain-rules.md §5.4).
 *
 * @param limit days a report stays fresh
 */
export function isStale(reportedOn: CalendarDate, today: CalendarDate, limit: number): boolean {
	return daysBetween(reportedOn, today) > limit;
}
