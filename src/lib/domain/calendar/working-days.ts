import { addDays, type CalendarDate } from './calendar-date';

/*
 * The days Norway works: Monday to Friday without the public holidays, which are Sundays by law or
 * by custom (helligdagsfredloven § 2, and lov om 1. og 17. mai).
 */

/** Easter Sunday of a year in the Gregorian calendar (the anonymous rule of 1876). */
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

/** The public holidays of a year, in order. Two that fall together are one. */
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
 * The working day that comes `count` working days after `date`, or before it where `count` is
 * negative. For 0: `date` itself, whatever day it is.
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

/** How many working days lie after `from`, up to and with `to`; negative where `to` comes first. */
export function workingDaysBetween(from: CalendarDate, to: CalendarDate): number {
	if (to < from) return 0 - workingDaysBetween(to, from);
	let count = 0;
	for (let day = from; day < to;) {
		day = addDays(day, 1);
		if (isWorkingDay(day)) count++;
	}
	return count;
}

/** The date, or the nearest working day on the side named. */
export function nearestWorkingDay(date: CalendarDate, side: 'before' | 'after'): CalendarDate {
	if (isWorkingDay(date)) return date;
	return addWorkingDays(date, side === 'before' ? -1 : 1);
}

/**
 * The last day a report is still taken without being asked for anew: so many working days after
 * the deadline (domain-rules.md §3.2). A deadline on a day off counts from there.
 */
export function graceEndDate(reportBy: CalendarDate, graceDays: number): CalendarDate {
	return addWorkingDays(reportBy, Math.max(0, graceDays));
}

function toDate(year: number, month: number, day: number): CalendarDate {
	return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
