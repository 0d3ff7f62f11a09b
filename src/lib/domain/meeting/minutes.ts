import type { SeatGroup, SeatRole } from '../body';
import type { CalendarDate } from '../calendar/calendar-date';
import type { Localized, WrittenForm } from '../localized';
import { hasIdentityNumber } from '../text/identity-number';
import type { AgendaItemKind, Consensus, OutcomeKind, StandingItem } from './agenda';
import type { Presence } from './attendance';
import type { MeetingKind } from './meeting';

export const minutesFormat = 'framdrift.minutes.v1';

interface MinutesBody {
	slug: string;
	name: Localized;
}

/** An outcome as the minutes tell it. */
interface MinutesOutcome {
	kind: OutcomeKind;
	text: string;
	lang: WrittenForm;
	consensus: Consensus | null;
	dissent: string;
}

/** An item that everyone may read. */
interface OpenMinutesItem {
	closed: false;
	/** True if closed to the public; such an item is never frozen. */
	isRestricted?: true;
	number: string;
	title: string;
	lang: WrittenForm;
	kind: AgendaItemKind;
	standing: StandingItem | null;
	background: string;
	assessment: string;
	proposal: string;
	/** Null for an item without one. */
	outcome: MinutesOutcome | null;
	/** Indexes in `attendance` of those who left the room, and if someone replaced them. */
	recusals: { attendee: number; replaced: boolean }[];
}

/** An item closed to the public: its number and neutral title. */
export interface ClosedMinutesItem {
	closed: true;
	number: string;
	title: string;
	lang: WrittenForm;
}

export type MinutesItem = OpenMinutesItem | ClosedMinutesItem;

/** A seat in the minutes, with the names that the public may see. */
export interface MinutesAttendee {
	/** Null if the public sees the role only. */
	name: string | null;
	role: SeatRole | null;
	represents: SeatGroup | null;
	title: string;
	organisation: string;
	presence: Presence | null;
	/** The alternate's name; null if the public may not see it, or there was none. */
	alternate: string | null;
	arrivedAt: string | null;
	leftAt: string | null;
	note: string;
}

/** Content of approved minutes. Follow-up, contacts and closed items stay outside. */
export interface MinutesContent {
	format: typeof minutesFormat;
	version: number;
	partnership: string;
	body: MinutesBody;
	jointBody: MinutesBody | null;
	kind: MeetingKind;
	day: CalendarDate;
	startsAt: string | null;
	endsAt: string | null;
	place: string;
	lang: WrittenForm;
	items: MinutesItem[];
	attendance: MinutesAttendee[];
	/** The days its texts were redacted, with the version whose content was deleted then. */
	redactions?: { on: CalendarDate; version: number }[];
}

/** An agenda item as stored, as far as closing it hides something. */
interface ClosableItem {
	number: string;
	title: string;
	lang: WrittenForm;
	closed: boolean;
	neutralTitle: string;
}

/** Returns an item's number and neutral title, if it is closed to the reader; otherwise null. */
export function closedItem(item: ClosableItem, mayReadClosed: boolean): ClosedMinutesItem | null {
	if (!item.closed || mayReadClosed) return null;
	return { closed: true, number: item.number, title: item.neutralTitle, lang: item.lang };
}

/** Returns the items that hold an identity number, by their numbers; "" for a text outside them. */
export function itemsWithIdentityNumber({ items, attendance, place }: MinutesContent): string[] {
	const found = items
		.filter((item) => hasIdentityNumber(textsOf(item)))
		.map(({ number, title }) => number || title);
	const isElsewhere = hasIdentityNumber(
		[place, ...attendance.flatMap(({ note, title, organisation }) => [note, title, organisation])].join('\n')
	);
	return isElsewhere ? [...found, ''] : found;
}

function textsOf(item: MinutesItem): string {
	if (item.closed) return item.title;
	const { title, background, assessment, proposal, outcome } = item;
	return [title, background, assessment, proposal, outcome?.text ?? '', outcome?.dissent ?? ''].join('\n');
}

/** Returns what everyone may read before the minutes are published: the items' numbers, titles and kinds. */
export function toPublicAgenda(content: MinutesContent): MinutesContent {
	const items = content.items.map((item): MinutesItem =>
		item.closed
			? item
			: { ...item, background: '', assessment: '', proposal: '', outcome: null, recusals: [] }
	);
	return { ...content, items, attendance: [] };
}
