import type { CalendarDate } from './calendar/calendar-date';
import type { Status } from './evaluation/evaluation';
import type { WrittenForm } from './localized';

/** Statuses a body may give an area. "Done" is not one of them, as areas do not end. */
export const verdictStatuses = ['on-track', 'slightly-delayed', 'delayed', 'on-hold', 'not-started'] as const;
export type VerdictStatus = Exclude<Status, 'done'>;

/** The responsible body's status and text for a focus area in a round. */
export interface Verdict {
	status: VerdictStatus;
	text: string;
	lang: WrittenForm;
	by: string;
	on: CalendarDate;
}
