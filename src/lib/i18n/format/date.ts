import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Locale } from '$lib/domain/localized';
import { getLocale } from '../paraglide/runtime';

/* Chromium has no nn-NO data and would give English names where Node does not: they are written out. */
const weekdays = {
	nb: ['søndag', 'mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag'],
	nn: ['søndag', 'måndag', 'tysdag', 'onsdag', 'torsdag', 'fredag', 'laurdag'],
	en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
} as const;

/** Returns "21.11.2026"; "21/11/2026" in English. */
export function formatDate(date: CalendarDate, locale: Locale = getLocale()): string {
	const [year, month, day] = date.split('-');
	return locale === 'en' ? `${day}/${month}/${year}` : `${day}.${month}.${year}`;
}

/** Returns "fredag 27.11.2026". */
export function formatDay(date: CalendarDate, locale: Locale = getLocale()): string {
	const weekday = weekdays[locale][new Date(`${date}T12:00:00Z`).getUTCDay()];
	return `${weekday} ${formatDate(date, locale)}`;
}

const norwegianMonths = [
	...['januar', 'februar', 'mars', 'april', 'mai', 'juni'],
	...['juli', 'august', 'september', 'oktober', 'november', 'desember']
];
const englishMonths = [
	...['January', 'February', 'March', 'April', 'May', 'June'],
	...['July', 'August', 'September', 'October', 'November', 'December']
];

/** Returns the name of a month, 1 for January. */
export function monthName(month: number, locale: Locale = getLocale()): string {
	return (locale === 'en' ? englishMonths : norwegianMonths)[month - 1] ?? '';
}

/** Returns "ons. 6.1."; "Wed 6/1" in English. */
export function formatDayInYear(date: CalendarDate, locale: Locale = getLocale()): string {
	const [, month, day] = date.split('-').map(Number);
	const weekday = weekdays[locale][new Date(`${date}T12:00:00Z`).getUTCDay()]!;
	if (locale === 'en') return `${weekday.slice(0, 3)} ${day}/${month}`;
	// Tirsdag and torsdag, tysdag and torsdag differ in their first four letters.
	return `${weekday.slice(0, weekday.startsWith('t') ? 4 : 3)}. ${day}.${month}.`;
}
