import { z } from 'zod';
import { parseDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';

/** An optional date, as people write it. */
export const optionalDateField = z
	.string('not-a-date')
	.trim()
	.transform((typed) => (typed === '' ? null : (parseDate(typed) ?? 'unreadable')))
	.refine((date) => date !== 'unreadable', 'not-a-date')
	.default(null);

/** Makes a required date of a parser of what is typed. */
export function dateField(parse: (typed: string) => CalendarDate | null) {
	return z
		.string('required')
		.trim()
		.min(1, { error: 'required', abort: true })
		.transform((typed) => parse(typed) ?? '')
		.refine((date) => date !== '', 'not-a-date');
}

/** A required date, as people write it. */
export const requiredDateField = dateField(parseDate);

/** Formats a date for input in any language: "31.12.2027". */
export function formatDateInput(date: CalendarDate | null): string {
	return date ? date.split('-').toReversed().join('.') : '';
}
