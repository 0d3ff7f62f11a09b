import { dayOf, type CalendarDate, type Instant } from '$lib/domain/calendar';
import type { Locale } from '$lib/domain/localized';
import { getLocale } from './paraglide/runtime';

/*
 * Chromium has no nn-NO data and would fall back to English where Node does not, so both written
 * forms are formatted as nb-NO, and what differs – the names of the days – is supplied here.
 */
const regions = { nb: 'nb-NO', nn: 'nb-NO', en: 'en-GB' } as const;

const weekdays = {
	nb: ['søndag', 'mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag'],
	nn: ['søndag', 'måndag', 'tysdag', 'onsdag', 'torsdag', 'fredag', 'laurdag'],
	en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
} as const;

/** "21.11.2026"; "21/11/2026" in English. */
export function formatDate(date: CalendarDate, locale: Locale = getLocale()): string {
	const [year, month, day] = date.split('-');
	return locale === 'en' ? `${day}/${month}/${year}` : `${day}.${month}.${year}`;
}

/** "fredag 27.11.2026". */
export function formatDay(date: CalendarDate, locale: Locale = getLocale()): string {
	const weekday = weekdays[locale][new Date(`${date}T12:00:00Z`).getUTCDay()];
	return `${weekday} ${formatDate(date, locale)}`;
}

const timeOfDay = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Europe/Oslo',
	hour: '2-digit',
	minute: '2-digit'
});

/** "21.11.2026 kl. 13.05", in Oslo's time. */
export function formatMoment(instant: Instant): string {
	const date = formatDate(dayOf(instant));
	return `${date} ${getLocale() === 'en' ? '' : 'kl. '}${formatTime(instant)}`;
}

/** "13.05", in Oslo's time; "13:05" in English. */
export function formatTime(instant: Instant): string {
	const time = timeOfDay.format(new Date(instant));
	return getLocale() === 'en' ? time : time.replace(':', '.');
}

/** "1 234,5". */
export function formatNumber(value: number, decimals = 0): string {
	return numberFormat(regions[getLocale()], decimals).format(value);
}

const numberFormats = new Map<string, Intl.NumberFormat>();

/** Kept, because making one costs far more than using it. */
function numberFormat(region: string, decimals: number): Intl.NumberFormat {
	const key = `${region} ${decimals}`;
	const kept = numberFormats.get(key);
	if (kept) return kept;
	const made = new Intl.NumberFormat(region, {
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals
	});
	numberFormats.set(key, made);
	return made;
}

/** "47 %", with a space that does not break; 0–100 in. */
export function formatPercent(value: number): string {
	const number = formatNumber(value);
	return getLocale() === 'en' ? `${number}%` : `${number}\u00a0%`;
}

/** "5 300 000 kr". */
export function formatKroner(amount: number): string {
	return `${formatNumber(amount)}\u00a0kr`;
}
