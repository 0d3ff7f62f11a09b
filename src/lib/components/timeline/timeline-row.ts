import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { AreaKey } from '$lib/domain/figures/figures';
import type { Localized } from '$lib/domain/localized';
import type { DueDate } from '$lib/domain/timeline';

/** A due date with its position in the picture. */
export interface TimelineDue extends DueDate {
	/** Id of the milestone; 0 for the deadline. */
	id: number;
	/** Title of the milestone; null for the deadline. */
	title: Localized | null;
	/** 0–100 per cent of the picture's width. */
	at: number;
}

/** A measure in the picture. */
export interface TimelineRow {
	code: string;
	title: Localized;
	area: AreaKey;
	startsOn: CalendarDate | null;
	deadline: CalendarDate | null;
	deadlineWords: string | null;
	/** 0–100 per cent of the picture's width; null without dates. */
	bar: { from: number; to: number } | null;
	/** Due dates in order. */
	due: TimelineDue[];
}
