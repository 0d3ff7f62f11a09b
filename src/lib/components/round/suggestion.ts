import { addDays, type CalendarDate } from '$lib/domain/calendar';
import { byRound, type Deadlines, type RoundKind, type RoundName } from '$lib/domain/round';

/** What a form to plan a round starts with. */
export interface Suggestion extends RoundName, Deadlines {
	graceDays: number;
}

/** Fifty-two weeks: the same weekday a year on. */
const yearOfWeeks = 364;

/**
 * A first round's dates as month and day: four weeks to report, three to read (SSU reads two to four
 * weeks after the FSUs, domain.md §4), then the meeting. The annual one ends in the long meeting of the
 * winter after.
 */
const first: Record<RoundKind, (year: number) => Deadlines> = {
	half: (year) => weekdays(`${year}-04-12`, [26, 47, 59]),
	annual: (year) => weekdays(`${year}-11-01`, [26, 40, 102])
};

const graceDays = 5;

/**
 * The round that follows the newest one, with the dates of the last of its kind moved by whole weeks.
 * Null where the plan's years have had all their rounds.
 */
export function nextRound(
	rounds: readonly (RoundName & Deadlines & { graceDays: number })[],
	plan: { fromYear: number; toYear: number }
): Suggestion | null {
	const sorted = rounds.toSorted(byRound);
	const newest = sorted.at(-1);
	const name: RoundName = !newest
		? { year: plan.fromYear, kind: 'half' }
		: newest.kind === 'half'
			? { year: newest.year, kind: 'annual' }
			: { year: newest.year + 1, kind: 'half' };
	if (name.year > plan.toYear) return null;
	const alike = sorted.findLast(({ kind }) => kind === name.kind);
	const dates = alike ? shifted(alike, (name.year - alike.year) * yearOfWeeks) : first[name.kind](name.year);
	return { ...name, ...dates, graceDays: newest?.graceDays ?? graceDays };
}

function shifted({ opensOn, reportBy, readBy, meetingOn }: Deadlines, days: number): Deadlines {
	return {
		opensOn: addDays(opensOn, days),
		reportBy: addDays(reportBy, days),
		readBy: addDays(readBy, days),
		meetingOn: addDays(meetingOn, days)
	};
}

/** Dates so many days after the first one, each moved to a Monday or later where it falls in a weekend. */
function weekdays(opens: CalendarDate, after: readonly [number, number, number]): Deadlines {
	const [reportBy, readBy, meetingOn] = after.map((days) => outOfWeekend(addDays(opens, days)));
	return { opensOn: outOfWeekend(opens), reportBy: reportBy!, readBy: readBy!, meetingOn: meetingOn! };
}

function outOfWeekend(date: CalendarDate): CalendarDate {
	const day = new Date(date).getUTCDay();
	return day === 6 ? addDays(date, 2) : day === 0 ? addDays(date, 1) : date;
}
