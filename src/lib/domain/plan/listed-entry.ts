import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Localized, WrittenForm } from '$lib/domain/localized';

/** An entry as shown in a list. */
export interface ListedEntry {
	key: string;
	/** A code or number shown before it. */
	mark: string | null;
	/** A name without written forms, or a text in one or both. */
	title: string | Localized;
	missing: WrittenForm[];
	endedOn: CalendarDate | null;
}
