import { instantToOsloDate, type Instant } from '$lib/domain/calendar/calendar-date';
import { getLocale } from '../paraglide/runtime';
import { formatDate } from './date';

const timeOfDay = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Europe/Oslo',
	hour: '2-digit',
	minute: '2-digit'
});

/** Returns "21.11.2026 kl. 13.05", in Oslo time. */
export function formatMoment(instant: Instant): string {
	const date = formatDate(instantToOsloDate(instant));
	return `${date} ${getLocale() === 'en' ? '' : 'kl. '}${formatTime(instant)}`;
}

/** Returns "13.05", in Oslo time; "13:05" in English. */
export function formatTime(instant: Instant): string {
	return formatClock(timeOfDay.format(new Date(instant)));
}

/** Returns a clock time as written: "13.05" for "13:05", which stays in English. */
export function formatClock(time: string): string {
	return getLocale() === 'en' ? time : time.replace(':', '.');
}
