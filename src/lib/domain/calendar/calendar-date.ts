/** A date in Europe/Oslo, as "2026-11-21". Sorts as text; has no time or time zone. */
export type CalendarDate = string;

/** A point in time, as "2026-11-21T13:00:00.000Z". */
export type Instant = string;

const osloDateFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' });

const hour = 3_600_000;

/** The last hour asked about and its date: a page asks about the same moment hundreds of times. */
let known = { hour: NaN, date: '' };

/** Returns the date in Oslo at a point in time. */
export function toOsloDate(moment: Date): CalendarDate {
	// Oslo is ahead of UTC by whole hours since 1895.
	const asked = Math.floor(moment.getTime() / hour);
	if (known.hour !== asked) known = { hour: asked, date: osloDateFormat.format(moment) };
	return known.date;
}

/** Returns the instant a date begins in Oslo, with daylight saving time taken into account. */
export function startOfDay(day: CalendarDate): Date {
	const midnight = Date.parse(day);
	// Oslo is two hours ahead of UTC in summer, one in winter.
	const summer = new Date(midnight - 2 * hour);
	return toOsloDate(summer) === day ? summer : new Date(midnight - hour);
}

const osloTimeFormat = new Intl.DateTimeFormat('sv-SE', {
	...{ timeZone: 'Europe/Oslo', dateStyle: 'short', timeStyle: 'short' }
});

/** Returns the instant of a clock time in Oslo, "12:30"; one that summer time skips is taken an hour later. */
export function osloTimeToInstant(day: CalendarDate, time: string): Date {
	const utc = Date.parse(`${day}T${time}Z`);
	const summer = new Date(utc - 2 * hour);
	return osloTimeFormat.format(summer) === `${day} ${time}` ? summer : new Date(utc - hour);
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

/** True if the text is an existing date of the years 2000–2100: "2026-02-30" and "0025-01-01" are not. */
export function isCalendarDate(text: string): boolean {
	if (!/^(?:20\d\d|2100)-\d{2}-\d{2}$/.test(text)) return false;
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
