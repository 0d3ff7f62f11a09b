import { asc, eq } from 'drizzle-orm';
import type { PlanFileBody } from '$lib/forms/plan-file/plan-file';
import type { Queryable } from '../database/database';
import { body, partner, seat, seatPartner } from '../database/schema';

/**
 * Adds the seats, without holders, and the remaining facts to the bodies of a partnership. What is empty is left
 * out. Three statements.
 */
export async function exportSeats(
	read: Queryable,
	partnershipId: number,
	bodies: readonly PlanFileBody[]
): Promise<PlanFileBody[]> {
	const facts = await read.select().from(body).where(eq(body.partnershipId, partnershipId));
	const seats = await read
		.select({ seat, slug: body.slug })
		.from(seat)
		.innerJoin(body, eq(body.id, seat.bodyId))
		.where(eq(body.partnershipId, partnershipId))
		.orderBy(asc(seat.id));
	const represented = await read
		.select({ seatId: seatPartner.seatId, number: partner.number })
		.from(seatPartner)
		.innerJoin(partner, eq(partner.id, seatPartner.partnerId))
		.where(eq(partner.partnershipId, partnershipId))
		.orderBy(asc(partner.number));
	return bodies.map(({ slug, kind, name, parent, mandate, note, endedOn }) => {
		const { authority, appointedBy, startedOn } = facts.find((one) => one.slug === slug)!;
		const own = seats
			.filter((one) => one.slug === slug)
			.map((one) => ({
				role: one.seat.role,
				represents: one.seat.represents,
				partners: represented.filter(({ seatId }) => seatId === one.seat.id).map(({ number }) => number),
				appointedBy: one.seat.appointedBy,
				termFrom: one.seat.termFrom,
				termTo: one.seat.termTo,
				endedOn: one.seat.endedOn
			}));
		return {
			...{ slug, kind, name, parent, mandate },
			authority: authority ?? undefined,
			note,
			appointedBy: appointedBy ?? undefined,
			startedOn: startedOn ?? undefined,
			endedOn,
			seats: own.length > 0 ? own : undefined
		};
	});
}
