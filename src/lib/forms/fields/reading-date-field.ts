import { parseReadingDate } from '$lib/domain/calendar/deadline';
import { dateField } from './date-field';

/** The day of a reading; a year, quarter or month means its last day. */
export const readingDateField = dateField(parseReadingDate);
