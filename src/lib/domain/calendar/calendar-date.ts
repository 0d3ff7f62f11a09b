/** A date in Europe/Oslo, as "2026-11-21". Sorts as text; has no time or time zone. */
export type CalendarDate = string;

/** A point in time, as "2026-11-21T13:00:00.000Z". */
export type Instant = string;

const osloDateFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' });

/** Returns the date in Oslo at a point in time. */
export function toOsloDate(moment: Date): CalendarDate {
	return osloDateFormat.format(moment);
}

/** Returns the instant a date begins in Oslo, with daylight saving time taken into account. */
export function startOfDay(day: CalendarDate): Date {
	const hour = 3_600_000;
	const midnight = Date.parse(day);
	// Oslo is two hours ahead of UTC in summer, one in winter.
	const summer = new Date(midnight - 2 * hour);
	return toOsloDate(summer) === day ? summer : new Date(midnight - hour);
}

/** Returns the date an instant falls on in Oslo. */
export function instantToOsloDate(instant: Instant): CalendarDate {
	return toOsloDate(new Date(instant));
}

/** Returns the whole days from one date to another; negative if `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
	return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** True if the text is an existing date: "2026-02-30" is not. */
export function isCalendarDate(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const moment = Date.parse(text);
	return !Number.isNaN(moment) && new Date(moment).toISOString().slice(0, 10) === text;
}

/**
 * Parses a date in Norwegian or ISO notation: "1.2.2027", "01.02.2027" or "2027-02-01".
 *
 * @returns null if the text is not a date
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
	/** The last day of the deadline. */
	date: CalendarDate;
	/** The original words if a season or half-year was written; null for a plain date. */
	words: string | null;
}

/** The last month of each season and half-year, in both written forms (domain-rules.md §6.4). */
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
 * Parses a deadline: a date, or a season or half-year ("våren 2027"), whose words are kept with its last day.
 *
 * @returns null if the text is neither
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
