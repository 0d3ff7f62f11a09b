import { error, type RequestEvent } from '@sveltejs/kit';
import { addDays, toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import type { YearEntry } from '$lib/domain/year/year-entry';
import { localize, yearEntryFullTitle } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import { writeCalendar, type CalendarEntry } from '$lib/server/calendar/write-calendar';
import { yearEntries, type YearScope } from '$lib/server/year/queries';

/** Days before and after today that a calendar holds. */
const span = { before: 366, after: 2 * 366 };

/** Returns the calendar of what the actor may read, in the language of the address; 404 without a partnership. */
export async function calendarResponse(
	{ locals: { db, now }, url }: RequestEvent,
	scope: (YearScope & { name: Localized }) | null
): Promise<Response> {
	if (!scope) error(404, { message: 'not-found' });
	const today = toOsloDate(now);
	const days = { from: addDays(today, -span.before), to: addDays(today, span.after) };
	const entries = await yearEntries(db.read, scope, days);
	const name = m.year_calendar_name({ partnership: localize(scope.name) });
	const content = {
		name,
		now,
		entries: entries.map((entry) => toCalendarEntry(entry, { ...scope, host: url.hostname }))
	};
	return new Response(writeCalendar(content), {
		headers: {
			'Content-Type': 'text/calendar; charset=utf-8',
			'Content-Disposition': 'inline; filename="framdrift.ics"',
			// It follows moved meetings, and a private one is of one person.
			'Cache-Control': 'no-store'
		}
	});
}

function toCalendarEntry(
	entry: YearEntry,
	{ host, planId, partnershipId }: Pick<YearScope, 'planId' | 'partnershipId'> & { host: string }
): CalendarEntry {
	const title = yearEntryFullTitle(entry);
	const { day, lastDay } = entry;
	if (entry.kind === 'own')
		return { uid: `date-${entry.id}@${host}`, title, day, ...(lastDay && { lastDay }) };
	if (entry.kind === 'round')
		return { uid: `round-${planId}-${entry.key}-${entry.step}@${host}`, title, day };
	if (entry.kind === 'decisions') return { uid: `decisions-${partnershipId}-${day}@${host}`, title, day };
	const { uid, sequence, startsAt, endsAt, place, state } = entry;
	return { uid, sequence, title, day, startsAt, endsAt, place, cancelled: state === 'cancelled' };
}
