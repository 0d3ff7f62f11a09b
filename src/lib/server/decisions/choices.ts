import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Actor } from '$lib/domain/permission';
import type { Queryable } from '../database/database';
import { decision, partner, seat } from '../database/schema';
import { ofPartnership, readableDecisions } from './reader';

/** Lists the decisions a reader may see and choose as replaced or as a reason, newest first. */
export async function decisionOptions(
	read: Queryable,
	{ partnershipId, actor }: { partnershipId: number; actor: Actor },
	except: number | null
) {
	return read
		.select({
			id: decision.id,
			title: decision.title,
			number: decision.number,
			decidedOn: decision.decidedOn
		})
		.from(decision)
		.where(
			and(
				ofPartnership(partnershipId),
				readableDecisions(actor, partnershipId),
				sql`${decision.id} is not ${except}`
			)
		)
		.orderBy(desc(decision.decidedOn), desc(decision.id))
		.limit(500);
}

/** Lists the bodies, partners and seats that can be responsible. Two statements beside the bodies. */
export async function responsibleChoices(read: Queryable, partnershipId: number, bodyIds: readonly number[]) {
	const partners = await read
		.select({ number: partner.number, name: partner.name })
		.from(partner)
		.where(and(eq(partner.partnershipId, partnershipId), isNull(partner.endedOn)))
		.orderBy(asc(partner.number));
	const seats = await read
		.select({ id: seat.id, role: seat.role, bodyId: seat.bodyId })
		.from(seat)
		.where(
			and(
				inArray(seat.bodyId, [...bodyIds]),
				isNull(seat.endedOn),
				inArray(seat.role, ['leader', 'deputy', 'secretary', 'member'])
			)
		)
		.orderBy(asc(seat.bodyId), asc(seat.id));
	return { partners, seats };
}
