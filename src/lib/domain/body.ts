import { addDays, type CalendarDate } from './calendar/calendar-date';

/** Kinds of body in a partnership (domain-rules.md §1.1). The bodies themselves are data. */
export const bodyKinds = ['partnership-meeting', 'ssu', 'fsu', 'secretariat', 'working-group'] as const;
export type BodyKind = (typeof bodyKinds)[number];

export const seatRoles = ['leader', 'deputy', 'secretary', 'member', 'alternate', 'observer'] as const;
export type SeatRole = (typeof seatRoles)[number];

/** Roles that act for a body: they report, review and approve on its behalf. */
export const leadingRoles: readonly SeatRole[] = ['leader', 'deputy'];

/** True if a role has a say: observers never do, and alternates only while they stand in for another seat. */
export function hasAuthority(role: SeatRole): boolean {
	return role !== 'observer' && role !== 'alternate';
}

/** Groups that a seat may represent in place of partners. */
export const seatGroups = ['gps', 'users', 'employees'] as const;
export type SeatGroup = (typeof seatGroups)[number];

export const partnerKinds = ['municipality', 'hospital-trust'] as const;
export type PartnerKind = (typeof partnerKinds)[number];

/** Seat of a person in a body, as the permission rules see it. */
export interface Seat {
	/** Its id, where a subject can name a seat as responsible. */
	seatId?: number;
	bodyId: number;
	/** The partnership the body belongs to; the seat has no effect outside it. */
	partnershipId: number;
	bodyKind: BodyKind;
	role: SeatRole;
	/** The one partner the seat represents; null for several partners, a group or none. */
	partnerId: number | null;
}

/** Time of a seat or of its holder; both days are included. */
export interface SeatPeriod {
	from: CalendarDate | null;
	to: CalendarDate | null;
}

/** State of a seat on a day. */
export type SeatState = 'held' | 'vacant' | 'future' | 'ended';

/** Returns the state of a seat on a day, by its end and the periods of its holders. */
export function seatState(
	{ endedOn, holders }: { endedOn: CalendarDate | null; holders: readonly SeatPeriod[] },
	day: CalendarDate
): SeatState {
	if (endedOn !== null && endedOn <= day) return 'ended';
	if (holders.some((holder) => isWithin(holder, day))) return 'held';
	return holders.some(({ from }) => from !== null && from > day) ? 'future' : 'vacant';
}

/** True if a day is within a period. */
export function isWithin({ from, to }: SeatPeriod, day: CalendarDate): boolean {
	return (from === null || from <= day) && (to === null || to >= day);
}

/** Facts that decide if a seat's holder is named in public. */
export interface SeatNaming {
	represents: SeatGroup | null;
	publicOffice: boolean;
	agreesToName: boolean;
}

/**
 * True if the public may see the holder's name. A seat for users or employees reveals health or union membership,
 * so that a public office does not suffice there (GDPR article 9).
 */
export function isNamePublic({ represents, publicOffice, agreesToName }: SeatNaming): boolean {
	const isSensitive = represents === 'users' || represents === 'employees';
	return agreesToName || (publicOffice && !isSensitive);
}

/** Days before its end that a term is announced. */
const termNoticeDays = 90;

/** True if a term ends within the time of notice, or has ended. */
export function isTermEnding(termTo: CalendarDate | null, today: CalendarDate): boolean {
	return termTo !== null && termTo <= addDays(today, termNoticeDays);
}
