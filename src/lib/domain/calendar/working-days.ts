import { addDays, type CalendarDate } from './calendar-date';

/*
 * Norwegian working days: Monday to Friday except public holidays
 * (helligdagsfredloven § 2, and lov om 1. og 17. mai).
 */

/** Returns Easter Sunday of a year in the Gregorian calendar (anonymous algorithm of 1876). */
export function easterSunday(year: number): CalendarDate {
	const golden = year % 19;
	const century = Math.floor(year / 100);
	const inCentury = year % 100;
	const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
	const moon = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
	const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - moon - (inCentury % 4)) % 7;
	const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
	const days = moon + weekday - 7 * late + 114;
	return toDate(year, Math.floor(days / 31), (days % 31) + 1);
}

/** Maundy Thursday, Good Friday, Easter, Ascension and Pentecost, in days from Easter Sunday. */
const movableHolidays = [-3, -2, 0, 1, 39, 49, 50];

const fixedHolidays = ['01-01', '05-01', '05-17', '12-25', '12-26'];

/** Returns the public holidays of a year in order, without duplicates. */
export function publicHolidays(year: number): CalendarDate[] {
	const easter = easterSunday(year);
	const all = [
		...fixedHolidays.map((day) => `${year}-${day}`),
		...movableHolidays.map((days) => addDays(easter, days))
	];
	return [...new Set(all)].sort();
}

const holidaysByYear = new Map<number, ReadonlySet<CalendarDate>>();

export function isWorkingDay(date: CalendarDate): boolean {
	const weekday = new Date(Date.parse(date)).getUTCDay();
	return weekday !== 0 && weekday !== 6 && !holidaysOf(Number(date.slice(0, 4))).has(date);
}

function holidaysOf(year: number): ReadonlySet<CalendarDate> {
	const known = holidaysByYear.get(year) ?? new Set(publicHolidays(year));
	holidaysByYear.set(year, known);
	return known;
}

/**
 * Returns the date `count` working days after `date`, or before it if `count` is negative. Returns `date`
 * itself for 0, even if it is not a working day.
 */
export function addWorkingDays(date: CalendarDate, count: number): CalendarDate {
	const step = count < 0 ? -1 : 1;
	let day = date;
	for (let left = Math.abs(count); left > 0;) {
		day = addDays(day, step);
		if (isWorkingDay(day)) left--;
	}
	return day;
}

/** Returns the number of working days after `from`, up to and including `to`; negative if `to` is earlier. */
export function workingDaysBetween(from: CalendarDate, to: CalendarDate): number {
	if (to < from) return 0 - workingDaysBetween(to, from);
	let count = 0;
	for (let day = from; day < to;) {
		day = addDays(day, 1);
		if (isWorkingDay(day)) count++;
	}
	return count;
}

/** Returns the date itself, or the nearest working day on the given side. */
export function nearestWorkingDay(date: CalendarDate, side: 'before' | 'after'): CalendarDate {
	if (isWorkingDay(date)) return date;
	return addWorkingDays(date, side === 'before' ? -1 : 1);
}

/**
 * Returns the last day of the grace period after a reporting deadline, counted in working days
 * (domain-rules.md §3.2).
 */
export function graceEndDate(reportBy: CalendarDate, graceDays: number): CalendarDate {
	return addWorkingDays(reportBy, Math.max(0, graceDays));
}

function toDate(year: number, month: number, day: number): CalendarDate {
	return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
