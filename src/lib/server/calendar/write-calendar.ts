import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { addDays, osloTimeToInstant, type CalendarDate } from '$lib/domain/calendar/calendar-date';

/** An entry of a calendar: whole days, or a time on one day. */
export interface CalendarEntry {
	/** Identifier that stays when the entry is moved. */
	uid: string;
	/** Raised when it is moved or cancelled; 0 at first. */
	sequence?: number;
	title: string;
	day: CalendarDate;
	/** Last day of one of several days. */
	lastDay?: CalendarDate;
	/** Clock times in Oslo, "12:00"; without a start it takes whole days. */
	startsAt?: string | null;
	/** Without one it lasts an hour. */
	endsAt?: string | null;
	place?: string;
	text?: string;
	/** Address of its page. */
	url?: string;
	cancelled?: boolean;
}

/** A calendar's name and its entries. */
export interface CalendarContent {
	name: string;
	entries: readonly CalendarEntry[];
	/** Time the entries were read. */
	now: Date;
	/** The sender and recipient of a notice by mail, which asks to be put into the recipient's calendar. */
	notice?: { organizer: CalendarParty; attendee: CalendarParty };
}

interface CalendarParty {
	name: string;
	email: string;
}

/**
 * Writes a calendar file (RFC 5545). Times are in UTC, so that it needs no rules of time zones and is right
 * across daylight saving.
 */
export function writeCalendar({ name, entries, now, notice }: CalendarContent): string {
	const calendar = ical({
		name: onOneLine(name),
		prodId: { company: 'Framdrift', product: 'Framdrift', language: 'NO' }
	});
	if (notice) calendar.method(methodOf(entries));
	else calendar.ttl(refreshInterval);
	for (const entry of entries) {
		const { uid, title, place = '', text, url, sequence = 0 } = entry;
		const event = calendar.createEvent({
			...{ id: uid, sequence, stamp: now, summary: onOneLine(title) },
			...timesOf(entry),
			location: onOneLine(place) || null,
			description: text?.replaceAll(separators, '\n') || null,
			url: url ?? null,
			status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED
		});
		if (!notice) continue;
		event.organizer(notice.organizer);
		// Answers are given by the link, not by a reply to the sender's address, which nobody reads.
		event.createAttendee({ ...notice.attendee, rsvp: false });
	}
	return calendar.toString();
}

/** Unicode's own separators of lines and paragraphs, at which some programs end a line of the file. */
const separators = /[\u2028\u2029]/g;

function onOneLine(text: string): string {
	return text.replaceAll(separators, ' ');
}

/** Returns the method of a notice (RFC 5546): a request, also for a moved entry, or a cancellation. */
export function methodOf(entries: readonly CalendarEntry[]): ICalCalendarMethod {
	return entries.every(({ cancelled }) => cancelled) ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
}

/** Seconds after which calendar programs ask again. */
const refreshInterval = 6 * 60 * 60;

const hour = 3_600_000;

function timesOf({ day, lastDay = day, startsAt, endsAt }: CalendarEntry) {
	// The end of whole days is the day after the last.
	if (!startsAt) return { allDay: true, start: wholeDay(day), end: wholeDay(addDays(lastDay, 1)) };
	const start = osloTimeToInstant(day, startsAt);
	return { start, end: endsAt ? osloTimeToInstant(day, endsAt) : new Date(start.getTime() + hour) };
}

/** The library writes whole days by UTC. */
function wholeDay(day: CalendarDate): Date {
	return new Date(`${day}T00:00:00Z`);
}
