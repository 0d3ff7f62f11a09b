/** A day in Europe/Oslo, as "2026-11-21". Sorts as text; carries no time and no zone. */
export type CalendarDate = string;

/** A moment, as "2026-11-21T13:00:00.000Z". */
export type Instant = string;

const osloDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short' });

/** The day it is in Oslo at a moment. */
export function dayIn(moment: Date): CalendarDate {
	return osloDay.format(moment);
}

/** The day an instant falls on in Oslo. */
export function dayOf(instant: Instant): CalendarDate {
	return dayIn(new Date(instant));
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

export interface LooseDeadline {
	/** The last day that is meant. */
	date: CalendarDate;
	/** The words, where a season or half-year was written; null for a plain date. */
	words: string | null;
}

/** The last day of each season and half-year, in both written forms (domain.md §2). */
const lastDays: Record<string, string> = {
	vinteren: '02-28',
	våren: '05-31',
	sommeren: '08-31',
	sommaren: '08-31',
	høsten: '11-30',
	hausten: '11-30',
	'første halvår': '06-30',
	'fyrste halvår': '06-30',
	'1. halvår': '06-30',
	'andre halvår': '12-31',
	'2. halvår': '12-31'
};

/**
 * Reads a deadline: a date, or a season or half-year ("våren 2027"), whose words are kept beside
 * the last day they mean.
 *
 * @returns null where the text is neither
 */
export function parseDeadline(text: string): LooseDeadline | null {
	const date = parseDate(text);
	if (date) return { date, words: null };
	const written = text.trim().replace(/\s+/g, ' ');
	const match = /^(.+) (\d{4})$/.exec(written.toLowerCase());
	const lastDay = match?.[1] ? lastDays[match[1]] : undefined;
	return match && lastDay ? { date: `${match[2]}-${lastDay}`, words: written } : null;
}
