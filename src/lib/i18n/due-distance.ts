import { daysBetween, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Locale } from '$lib/domain/localized';
import { m } from './paraglide/messages';

/** Returns how far a due date is from today: "om 37 dager", "i morgen", "i dag", "i går" or "40 dager over". */
export function dueDistance(dueOn: CalendarDate, today: CalendarDate, locale?: Locale): string {
	const n = daysBetween(today, dueOn);
	const options = locale ? { locale } : {};
	if (n === 0) return m.shell_due_today({}, options);
	return n > 0 ? m.shell_due_in({ n }, options) : m.shell_due_over({ n: -n }, options);
}
