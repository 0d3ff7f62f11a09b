import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { AreaKey } from '$lib/domain/figures/figures';
import type { Localized } from '$lib/domain/localized';
import type { DueDate } from '$lib/domain/timeline';

/** Something due, with where it stands in the picture. */
export interface TimelineDue extends DueDate {
	/** The milestone's; 0 for the deadline. */
	id: number;
	/** The milestone's; null for the deadline. */
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
	/** 0–100 per cent of the picture's width; null where no dates say. */
	bar: { from: number; to: number } | null;
	/** By date. */
	due: TimelineDue[];
}
