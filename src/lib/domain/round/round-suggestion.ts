import { addDays, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import {
	compareRounds,
	type RoundDeadlines,
	type RoundKind,
	type RoundPeriod
} from '$lib/domain/round/round';
import { addWorkingDays, nearestWorkingDay } from '$lib/domain/calendar/working-days';

/** Initial values of the form that plans a round. */
export interface RoundSuggestion extends RoundPeriod, RoundDeadlines {
	graceDays: number;
}

/** 52 weeks, so that the weekday stays. */
const yearOfWeeks = 364;

/**
 * Dates of a first round in working days: four weeks to report, three to review (domain-rules.md §3.2), then
 * the meeting. The annual round ends in the meeting of the following winter.
 */
const first: Record<RoundKind, (year: number) => RoundDeadlines> = {
	half: (year) => staggered(`${year}-04-12`, (readBy) => addWorkingDays(readBy, daysToMeeting)),
	annual: (year) => staggered(`${year}-11-01`, () => workingDay(`${year + 1}-02-11`))
};

const daysToReport = 20;
const daysToRead = 15;
const daysToMeeting = 8;

const graceDays = 5;

/**
 * Suggests the round after the newest one, with the dates of the last round of its kind moved by whole weeks
 * to working days. A round that should have begun starts today, and one whose meeting is past is left out. Null
 * if the plan's years have had all their rounds.
 */
export function suggestNextRound(
	rounds: readonly (RoundPeriod & RoundDeadlines & { graceDays: number })[],
	plan: { fromYear: number; toYear: number },
	today: CalendarDate
): RoundSuggestion | null {
	const sorted = rounds.toSorted(compareRounds);
	const newest = sorted.at(-1);
	let name: RoundPeriod = newest ? following(newest) : { year: plan.fromYear, kind: 'half' };
	for (; name.year <= plan.toYear; name = following(name))
		if (usualDates(sorted, name).meetingOn >= today) return suggestRound(rounds, name, today);
	return null;
}

/** Suggests the dates of a round of this kind and year; one that should have begun starts today. */
export function suggestRound(
	rounds: readonly (RoundPeriod & RoundDeadlines & { graceDays: number })[],
	name: RoundPeriod,
	today: CalendarDate
): RoundSuggestion {
	const sorted = rounds.toSorted(compareRounds);
	const dates = startedBy(today, usualDates(sorted, name));
	return { ...name, ...dates, graceDays: sorted.at(-1)?.graceDays ?? graceDays };
}

/** Returns the dates of the last round of the kind moved by whole years, or those of a first one. */
function usualDates(sorted: readonly (RoundPeriod & RoundDeadlines)[], { year, kind }: RoundPeriod) {
	const alike = sorted.findLast((one) => one.kind === kind);
	return alike ? shifted(alike, (year - alike.year) * yearOfWeeks) : first[kind](year);
}

function following({ year, kind }: RoundPeriod): RoundPeriod {
	return kind === 'half' ? { year, kind: 'annual' } : { year: year + 1, kind: 'half' };
}

/** Returns the dates, moved to begin today if they should have begun; the meeting only if it must. */
function startedBy(today: CalendarDate, dates: RoundDeadlines): RoundDeadlines {
	if (dates.opensOn >= today) return dates;
	return staggered(today, (readBy) =>
		dates.meetingOn > readBy ? dates.meetingOn : addWorkingDays(readBy, daysToMeeting)
	);
}

function shifted({ opensOn, reportBy, readBy, meetingOn }: RoundDeadlines, days: number): RoundDeadlines {
	return {
		opensOn: workingDay(addDays(opensOn, days)),
		reportBy: workingDay(addDays(reportBy, days)),
		readBy: workingDay(addDays(readBy, days)),
		meetingOn: workingDay(addDays(meetingOn, days))
	};
}

function staggered(opens: CalendarDate, meeting: (readBy: CalendarDate) => CalendarDate): RoundDeadlines {
	const opensOn = workingDay(opens);
	const reportBy = addWorkingDays(opensOn, daysToReport);
	const readBy = addWorkingDays(reportBy, daysToRead);
	return { opensOn, reportBy, readBy, meetingOn: meeting(readBy) };
}

/** Returns the date, or the first working day after it. */
function workingDay(date: CalendarDate): CalendarDate {
	return nearestWorkingDay(date, 'after');
}
