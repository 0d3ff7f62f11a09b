import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../database/database';
import { body, partner, seat } from '../database/schema';

/** Returns the columns of a responsible body, partner or seat of the partnership; null if it is unknown. */
export async function responsibleIds(read: Queryable, partnershipId: number, named: string | null) {
	const none = { responsibleBodyId: null, responsiblePartnerId: null, responsibleSeatId: null };
	if (named === null) return none;
	const [kind, key = ''] = named.split(':', 2);
	if (kind === 'body') {
		const [found] = await read
			.select({ id: body.id })
			.from(body)
			.where(and(eq(body.partnershipId, partnershipId), eq(body.slug, key)));
		return found ? { ...none, responsibleBodyId: found.id } : null;
	}
	if (kind === 'partner') {
		const [found] = await read
			.select({ id: partner.id })
			.from(partner)
			.where(and(eq(partner.partnershipId, partnershipId), eq(partner.number, key)));
		return found ? { ...none, responsiblePartnerId: found.id } : null;
	}
	if (kind !== 'seat' || !/^\d{1,9}$/.test(key)) return null;
	const [found] = await read
		.select({ id: seat.id })
		.from(seat)
		.innerJoin(body, and(eq(body.id, seat.bodyId), eq(body.partnershipId, partnershipId)))
		.where(eq(seat.id, Number(key)));
	return found ? { ...none, responsibleSeatId: found.id } : null;
}
