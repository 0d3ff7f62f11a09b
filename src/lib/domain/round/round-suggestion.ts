import { addDays, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import {
	compareRounds,
	type RoundDeadlines,
	type RoundKind,
	type RoundPeriod
} from '$lib/domain/round/round';
import { addWorkingDays, nearestWorkingDay } from '$lib/domain/calendar/working-days';

/** What a form to plan a round starts with. */
export interface RoundSuggestion extends RoundPeriod, RoundDeadlines {
	graceDays: number;
}

/** Fifty-two weeks: the same weekday a year on. */
const yearOfWeeks = 364;

/**
 * A first round's dates, staggered in working days: four weeks to report, then three to read (SSU reads
 * two to four weeks after the FSUs, domain-rules.md §3.2), then the meeting. The annual one ends in the long
 * meeting of the winter after.
 */
const first: Record<RoundKind, (year: number) => RoundDeadlines> = {
	half: (year) => staggered(`${year}-04-12`, (readBy) => addWorkingDays(readBy, 8)),
	annual: (year) => staggered(`${year}-11-01`, () => workingDay(`${year + 1}-02-11`))
};

const daysToReport = 20;
const daysToRead = 15;

const graceDays = 5;

/**
 * The round that follows the newest one, with the dates of the last of its kind moved by whole weeks, and
 * on from where that is a day off.
 * Null where the plan's years have had all their rounds.
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

/** The date, or the first day after it on which people work. */
function workingDay(date: CalendarDate): CalendarDate {
	return nearestWorkingDay(date, 'after');
}
