import { addDays, type CalendarDate } from './calendar/calendar-date';

/** How far a partner has come with introducing a measure at home (domain-rules.md §2.4). */
export const rolloutStates = [
	'in-use',
	'started',
	'planned',
	'not-started',
	'stopped',
	'not-relevant'
] as const;
export type RolloutState = (typeof rolloutStates)[number];

/** Where a partner has said nothing yet, that is what is shown: silence is no state. */
export const allRolloutStates = [...rolloutStates, 'nothing-said'] as const;
export type RolloutOrNone = (typeof allRolloutStates)[number];

/** Only what is in daily use counts as used: a start is a promise. */
export function isRolloutInUse(state: RolloutOrNone): boolean {
	return state === 'in-use';
}

/** A partner the measure does not apply to is no part of "11 of 17"; one that is silent is. */
export function isRolloutRelevant(state: RolloutOrNone): boolean {
	return state !== 'not-relevant';
}

/** A state a partner reported, and since when it holds. */
export interface RolloutStep {
	state: RolloutState;
	on: CalendarDate;
}

/**
 * What a partner's steps come to, by date. A later report is the better word: it takes the place of
 * whatever was said for its own day and after, and saying the same state again dates it anew.
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

/** Where a partner was on a day, as far as is known by now. */
export function rolloutStateOn(steps: readonly RolloutStep[], day: CalendarDate): RolloutOrNone {
	return effectiveRolloutSteps(steps).findLast(({ on }) => on <= day)?.state ?? 'nothing-said';
}

/** How many partners are where; states of partners, never counts of people. */
export interface RolloutCounts {
	states: Record<RolloutOrNone, number>;
	inUse: number;
	/** All but those the measure does not apply to. */
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

/** How far a measure had spread on a day. One list of steps for each partner, also where it is empty. */
export function rolloutOnDay(partners: readonly (readonly RolloutStep[])[], day: CalendarDate): RolloutOnDay {
	return { day, ...countRolloutStates(partners.map((steps) => rolloutStateOn(steps, day))) };
}

/** Quarters a picture has room for: five years. */
const maxQuarters = 20;

/** How a measure spread: at the end of each quarter since the first step, and today. Empty without steps. */
export function rolloutOverTime(
	partners: readonly (readonly RolloutStep[])[],
	today: CalendarDate
): RolloutOnDay[] {
	const days = partners.flatMap(effectiveRolloutSteps).map(({ on }) => on);
	const first = days.sort().at(0);
	if (first === undefined || first > today) return [];
	return [...quarterEnds(first, today).slice(-maxQuarters), today].map((day) => rolloutOnDay(partners, day));
}

/** The last days of the quarters from the one `first` lies in, that are over before `today`. */
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

/** The same day a year before; the last of February where that year had no 29th. */
export function oneYearBefore(day: CalendarDate): CalendarDate {
	const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0');
	return `${year}${day.slice(4).replace('02-29', '02-28')}`;
}

/** A measure's spread now against a year ago. */
export interface RolloutYearChange {
	inUse: number;
	concerned: number;
	/** In use a year ago; null where nobody had said anything by then. */
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
 * Whether a count of people in one municipality is too small to show: 1–4 could point at somebody
 * (domain-rules.md §5.7). It holds for whatever counts people in a single municipality, such as how
 * many are followed up at home. It does not hold for the state a municipality is in, nor for counts
 * of municipalities or of measures: those count nobody.
 */
export function isSuppressedCount(people: number): boolean {
	return people >= 1 && people <= 4;
}
