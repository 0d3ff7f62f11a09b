import { and, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import type { SeatGroup, SeatRole } from '$lib/domain/body';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Queryable, Transaction } from '../database/database';
import { existsOn } from '../database/held-seats';
import { seat, seatHolder, seatPartner } from '../database/schema';

/** A seat as it is described where a person is placed in it. */
export interface SeatDescription {
	bodyId: number;
	role: SeatRole;
	/** The represented partners: one, several or none. */
	partnerIds?: readonly number[] | undefined;
	represents?: SeatGroup | null | undefined;
	appointedBy?: string | null | undefined;
	termFrom?: CalendarDate | null | undefined;
	termTo?: CalendarDate | null | undefined;
}

/** A person to place in a seat. */
export interface NewHolder {
	personId: number;
	fromDay: CalendarDate;
	publicOffice?: boolean | undefined;
}

/**
 * Places a person in a vacant seat of this description, or in a new one, until the seat's term ends.
 *
 * @returns the holder's id
 */
export async function placeInSeat(
	tx: Transaction,
	description: SeatDescription,
	holder: NewHolder
): Promise<number> {
	const vacant = await findVacantSeat(tx, description, holder.fromDay);
	const { id, termTo } = vacant ?? (await addSeat(tx, description));
	const toDay = termTo !== null && termTo >= holder.fromDay ? termTo : null;
	const { personId, fromDay, publicOffice } = holder;
	const [added] = await tx
		.insert(seatHolder)
		.values({ personId, fromDay, publicOffice, seatId: id, toDay })
		.returning({ id: seatHolder.id });
	return added!.id;
}

/** Adds a vacant seat in the caller's transaction. */
export async function addSeat(tx: Transaction, description: SeatDescription) {
	const { bodyId, role, represents, appointedBy, termFrom, termTo, partnerIds = [] } = description;
	const columns = { bodyId, role, represents, appointedBy, termFrom, termTo };
	const [added] = await tx.insert(seat).values(columns).returning();
	const rows = [...new Set(partnerIds)].map((partnerId) => ({ seatId: added!.id, partnerId }));
	if (rows.length > 0) await tx.insert(seatPartner).values(rows);
	return added!;
}

/** Returns a vacant seat of a description on a day, or null. */
async function findVacantSeat(read: Queryable, description: SeatDescription, day: CalendarDate) {
	const { bodyId, role, partnerIds = [], represents = null } = description;
	const seats = await read
		.select({ id: seat.id, termTo: seat.termTo, represents: seat.represents })
		.from(seat)
		.leftJoin(
			seatHolder,
			and(
				eq(seatHolder.seatId, seat.id),
				eq(seatHolder.standsIn, false),
				or(isNull(seatHolder.toDay), gte(seatHolder.toDay, day))
			)
		)
		.where(and(eq(seat.bodyId, bodyId), eq(seat.role, role), existsOn(day), isNull(seatHolder.id)));
	const partners = await read
		.select()
		.from(seatPartner)
		.where(
			inArray(
				seatPartner.seatId,
				seats.map(({ id }) => id)
			)
		);
	const wanted = [...new Set(partnerIds)].sort((one, other) => one - other).join();
	return (
		seats.find(({ id, represents: group }) => {
			const own = partners.filter(({ seatId }) => seatId === id).map(({ partnerId }) => partnerId);
			return group === represents && own.sort((one, other) => one - other).join() === wanted;
		}) ?? null
	);
}
