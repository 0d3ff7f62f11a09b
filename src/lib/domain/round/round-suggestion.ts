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
	half: (year) => staggered(`${year}-04-12`, (readBy) => addWorkingDays(readBy, 8)),
	annual: (year) => staggered(`${year}-11-01`, () => workingDay(`${year + 1}-02-11`))
};

const daysToReport = 20;
const daysToRead = 15;

const graceDays = 5;

/**
 * Suggests the round after the newest one, with the dates of the last round of its kind moved by whole weeks
 * to working days. Null if the plan's years have had all their rounds.
 */
export function suggestNextRound(
	rounds: readonly (RoundPeriod & RoundDeadlines & { graceDays: number })[],
	plan: { fromYear: number; toYear: number }
): RoundSuggestion | null {
	const sorted = rounds.toSorted(compareRounds);
	const newest = sorted.at(-1);
	const name: RoundPeriod = !newest
		? { year: plan.fromYear, kind: 'half' }
		: newest.kind === 'half'
			? { year: newest.year, kind: 'annual' }
			: { year: newest.year + 1, kind: 'half' };
	if (name.year > plan.toYear) return null;
	const alike = sorted.findLast(({ kind }) => kind === name.kind);
	const dates = alike ? shifted(alike, (name.year - alike.year) * yearOfWeeks) : first[name.kind](name.year);
	return { ...name, ...dates, graceDays: newest?.graceDays ?? graceDays };
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
