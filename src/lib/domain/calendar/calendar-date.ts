/** A day in Europe/Oslo, as "2026-11-21". Sorts as text; carries no time and no zone. */
export type CalendarDate = string;

/** A moment, as "2026-11-21T13:00:00.000Z". */
export type Instant = string;

const osloDateFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' });

/** The day it is in Oslo at a moment. */
export function toOsloDate(moment: Date): CalendarDate {
	return osloDateFormat.format(moment);
}

/** The moment a day begins in Oslo, whichever side of the change of the clocks it lies on. */
export function startOfDay(day: CalendarDate): Date {
	const hour = 3_600_000;
	const midnight = Date.parse(day);
	// Oslo is two hours ahead of UTC in summer, one in winter.
	const summer = new Date(midnight - 2 * hour);
	return toOsloDate(summer) === day ? summer : new Date(midnight - hour);
}

/** The day an instant falls on in Oslo. */
export function instantToOsloDate(instant: Instant): CalendarDate {
	return toOsloDate(new Date(instant));
}

/** Whole days from one date to another; negative where `to` comes first. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
	return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether a text is a date that exists: "2026-02-30" is not. */
export function isCalendarDate(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const moment = Date.parse(text);
	return !Number.isNaN(moment) && new Date(moment).toISOString().slice(0, 10) === text;
}

/**
 * Reads a date as people write it: "1.2.2027", "01.02.2027" or "2027-02-01".
 *
 * @returns null where the text is no date
 */
export function parseDate(text: string): CalendarDate | null {
	const written = text.trim();
	const norwegian = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(written);
	const date = norwegian
		? `${norwegian[3]}-${norwegian[2]?.padStart(2, '0')}-${norwegian[1]?.padStart(2, '0')}`
		: written;
	return isCalendarDate(date) ? date : null;
}

export interface ParsedDeadline {
	/** The last day that is meant. */
	date: CalendarDate;
	/** The words, where a season or half-year was written; null for a plain date. */
	words: string | null;
}

/** The month each season and half-year ends in, in both written forms (domain-rules.md §6.4). */
const lastMonthByPeriodName = new Map([
	['vinteren', '02'],
	['våren', '05'],
	['sommeren', '08'],
	['sommaren', '08'],
	['høsten', '11'],
	['hausten', '11'],
	['første halvår', '06'],
	['fyrste halvår', '06'],
	['1. halvår', '06'],
	['andre halvår', '12'],
	['2. halvår', '12']
]);

/**
 * Reads a deadline: a date, or a season or half-year ("våren 2027"), whose words are kept beside
 * the last day they mean.
 *
 * @returns null where the text is neither
 */
export function parseDeadline(text: string): ParsedDeadline | null {
	const date = parseDate(text);
	if (date) return { date, words: null };
	const words = text.trim().replace(/\s+/g, ' ');
	const match = /^(.+) (\d{4})$/.exec(words.toLowerCase());
	const month = match?.[1] && lastMonthByPeriodName.get(match[1]);
	const last = match && month ? lastDayOfMonth(`${match[2]}-${month}`) : undefined;
	return last ? { date: last, words } : null;
}

/** The last day of a month given as "2028-02". */
function lastDayOfMonth(month: string): CalendarDate | undefined {
	return ['31', '30', '29', '28'].map((day) => `${month}-${day}`).find(isCalendarDate);
}
