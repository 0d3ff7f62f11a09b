import { and, eq, gt, gte, isNull, lte, or, sql, type Placeholder, type SQL } from 'drizzle-orm';
import type { Seat } from '$lib/domain/body';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { body, partner, seat, seatHolder, seatPartner } from './schema';

/** The one partner a seat represents; null for several, because none of them alone is spoken for. */
export const representedPartnerId = sql<
	number | null
>`(select case when count(*) = 1 then min(${seatPartner.partnerId}) end from ${seatPartner} where ${seatPartner.seatId} = ${seat.id})`;

/** Columns of a domain `Seat`; the query joins `seat` and `body`. */
export const heldSeatColumns = {
	seatId: seat.id,
	bodyId: seat.bodyId,
	partnershipId: body.partnershipId,
	bodyKind: body.kind,
	role: seat.role,
	partnerId: representedPartnerId
};

/** A row with `heldSeatColumns`, all null if the person has no seat. */
type SeatRow = { [Column in keyof typeof heldSeatColumns]: NonNullable<Seat[Column]> | null };

/** Returns the seat of a row; none if the person has none. */
export function seatOfRow({ seatId, bodyId, partnershipId, bodyKind, role, partnerId }: SeatRow): Seat[] {
	if (seatId === null || bodyId === null || partnershipId === null || bodyKind === null || role === null)
		return [];
	return [{ seatId, bodyId, partnershipId, bodyKind, role, partnerId }];
}

type Day = CalendarDate | Placeholder;

/** Condition for holders of a day. */
export function holdsOn(day: Day): SQL | undefined {
	return and(lte(seatHolder.fromDay, day), or(isNull(seatHolder.toDay), gte(seatHolder.toDay, day)));
}

/** Condition for seats that exist on a day. */
export function existsOn(day: Day): SQL | undefined {
	return or(isNull(seat.endedOn), gt(seat.endedOn, day));
}

/** Condition that joins `seat` to the rows of `seat_holder` that are in force on a day. */
export function seatHeldOn(day: Day): SQL | undefined {
	return and(eq(seat.id, seatHolder.seatId), holdsOn(day), existsOn(day));
}

/** Names of the partners a seat represents, joined by commas; null without any. */
export const representedNames = sql<
	string | null
>`(select group_concat(name, ', ') from (select ${partner.name} as name from ${seatPartner} join ${partner} on ${partner.id} = ${seatPartner.partnerId} where ${seatPartner.seatId} = ${seat.id} order by ${partner.number}))`;
