import { z } from 'zod';
import { parseDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';

/** A date as people write it, or nothing. */
export const optionalDateField = z
	.string('not-a-date')
	.trim()
	.transform((typed) => (typed === '' ? null : (parseDate(typed) ?? 'unreadable')))
	.refine((date) => date !== 'unreadable', 'not-a-date')
	.default(null);

/** A date that must be there. */
export const requiredDateField = z
	.string('required')
	.trim()
	.min(1, { error: 'required', abort: true })
	.transform((typed) => parseDate(typed) ?? '')
	.refine((date) => date !== '', 'not-a-date');

/** A date the way the forms read it and Norwegians write it, "31.12.2027", whatever the page's language. */
export function formatDateInput(date: CalendarDate | null): string {
	return date ? date.split('-').toReversed().join('.') : '';
}
