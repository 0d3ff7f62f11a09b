import { addDays, type CalendarDate } from './calendar/calendar-date';

/** States of a partner's introduction of a measure (domain-rules.md §2.4). */
export const rolloutStates = [
	'in-use',
	'started',
	'planned',
	'not-started',
	'stopped',
	'not-relevant'
] as const;
export type RolloutState = (typeof rolloutStates)[number];

/** The states, and "nothing-said" for a partner that has not answered. */
export const allRolloutStates = [...rolloutStates, 'nothing-said'] as const;
export type RolloutOrNone = (typeof allRolloutStates)[number];

/** True if the measure is in daily use; a start does not count. */
export function isRolloutInUse(state: RolloutOrNone): boolean {
	return state === 'in-use';
}

/** True if the partner counts in "11 of 17": all but those the measure does not apply to. */
export function isRolloutRelevant(state: RolloutOrNone): boolean {
	return state !== 'not-relevant';
}

/** A state reported by a partner, and the date it holds from. */
export interface RolloutStep {
	state: RolloutState;
	on: CalendarDate;
}

/**
 * Returns a partner's steps in effect by date. A later report replaces steps from its own date on; repeating
 * the same state changes its date.
 *
 * @param steps in the order they were reported
 */
export function effectiveRolloutSteps(steps: readonly RolloutStep[]): RolloutStep[] {
	const course: RolloutStep[] = [];
	for (const step of steps) {
		while ((course.at(-1)?.on ?? '') >= step.on) course.pop();
		if (course.at(-1)?.state === step.state) course.pop();
		course.push(step);
	}
	return course;
}

/** Returns a partner's state on a date, as currently known. */
export function rolloutStateOn(steps: readonly RolloutStep[], day: CalendarDate): RolloutOrNone {
	return effectiveRolloutSteps(steps).findLast(({ on }) => on <= day)?.state ?? 'nothing-said';
}

/** Number of partners in each state; never counts of people. */
export interface RolloutCounts {
	states: Record<RolloutOrNone, number>;
	inUse: number;
	/** All partners except those the measure does not apply to. */
	concerned: number;
}

export function countRolloutStates(states: readonly RolloutOrNone[]): RolloutCounts {
	const counts = Object.fromEntries(allRolloutStates.map((state) => [state, 0])) as RolloutCounts['states'];
	for (const state of states) counts[state] += 1;
	return {
		states: counts,
		inUse: states.filter(isRolloutInUse).length,
		concerned: states.filter(isRolloutRelevant).length
	};
}

export interface RolloutOnDay extends RolloutCounts {
	day: CalendarDate;
}

/** Counts the partners in each state on a date, given one list of steps for each partner. */
export function rolloutOnDay(partners: readonly (readonly RolloutStep[])[], day: CalendarDate): RolloutOnDay {
	return { day, ...countRolloutStates(partners.map((steps) => rolloutStateOn(steps, day))) };
}

/** Quarters a chart has room for: five years. */
const maxQuarters = 20;

/** Returns the counts at the end of each quarter since the first step, and today. Empty without steps. */
export function rolloutOverTime(
	partners: readonly (readonly RolloutStep[])[],
	today: CalendarDate
): RolloutOnDay[] {
	const days = partners.flatMap(effectiveRolloutSteps).map(({ on }) => on);
	const first = days.sort().at(0);
	if (first === undefined || first > today) return [];
	return [...quarterEnds(first, today).slice(-maxQuarters), today].map((day) => rolloutOnDay(partners, day));
}

/** Returns the ends of quarters before `today`, from the quarter of `first` on. */
export function quarterEnds(first: CalendarDate, today: CalendarDate): CalendarDate[] {
	const ends: CalendarDate[] = [];
	for (let end = quarterEnd(first); end < today; end = quarterEnd(addDays(end, 1))) ends.push(end);
	return ends;
}

function quarterEnd(day: CalendarDate): CalendarDate {
	return `${day.slice(0, 4)}-${['03-31', '06-30', '09-30', '12-31'][quarterOf(day) - 1]}`;
}

/** 1–4. */
export function quarterOf(day: CalendarDate): number {
	return Math.ceil(Number(day.slice(5, 7)) / 3);
}

/** Returns the date one year earlier; 28 February for 29 February. */
export function oneYearBefore(day: CalendarDate): CalendarDate {
	const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0');
	return `${year}${day.slice(4).replace('02-29', '02-28')}`;
}

/** Spread of a measure now and a year ago. */
export interface RolloutYearChange {
	inUse: number;
	concerned: number;
	/** In use a year ago; null without answers by then. */
	before: number | null;
}

export function compareWithYearBefore(
	partners: readonly (readonly RolloutStep[])[],
	today: CalendarDate
): RolloutYearChange {
	const { inUse, concerned } = rolloutOnDay(partners, today);
	const then = rolloutOnDay(partners, oneYearBefore(today));
	return { inUse, concerned, before: then.states['nothing-said'] === partners.length ? null : then.inUse };
}

/**
 * True if a count of people in one municipality is too small to publish: 1–4 could identify someone
 * (domain-rules.md §5.8). Applies only to people, not to states or counts of municipalities or measures.
 */
export function isSuppressedCount(people: number): boolean {
	return people >= 1 && people <= 4;
}
