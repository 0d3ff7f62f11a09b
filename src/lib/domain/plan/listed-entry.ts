import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Localized, WrittenForm } from '$lib/domain/localized';

/** An entry as its list shows it. */
export interface ListedEntry {
	key: string;
	/** A code or number that stands before it. */
	mark: string | null;
	/** A name that has no written form, or a text in one or both. */
	title: string | Localized;
	missing: WrittenForm[];
	endedOn: CalendarDate | null;
}
