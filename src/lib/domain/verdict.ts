import type { CalendarDate } from './calendar/calendar-date';
import type { Status } from './evaluation/evaluation';
import type { WrittenForm } from './localized';

/** The statuses a body may give a whole area: how it goes, not whether it is over. */
export const verdictStatuses = ['on-track', 'slightly-delayed', 'delayed', 'on-hold', 'not-started'] as const;
export type VerdictStatus = Exclude<Status, 'done'>;

/** The responsible body's own words and colour for a focus area in a round. */
export interface Verdict {
	status: VerdictStatus;
	text: string;
	lang: WrittenForm;
	by: string;
	on: CalendarDate;
}
