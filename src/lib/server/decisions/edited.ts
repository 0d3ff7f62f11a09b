import { and, asc, eq } from 'drizzle-orm';
import type { Queryable } from '../database/database';
import { body, decision, decisionMeasure, measure, partner } from '../database/schema';

/** Loads a decision as its form shows it: what it refers to by slug, number and code. Null if it is unknown. */
export async function editedDecision(
	read: Queryable,
	{ partnershipId, id }: { partnershipId: number; id: number }
) {
	const [found] = await read
		.select({ decision, body: body.slug, partner: partner.number })
		.from(decision)
		.innerJoin(body, eq(body.id, decision.bodyId))
		.leftJoin(partner, eq(partner.id, decision.responsiblePartnerId))
		.where(and(eq(decision.id, id), eq(decision.partnershipId, partnershipId)));
	if (!found) return null;
	const { responsibleBodyId, responsibleSeatId } = found.decision;
	const [responsible] = await read
		.select({ slug: body.slug })
		.from(body)
		.where(eq(body.id, responsibleBodyId ?? 0));
	const measures = await read
		.select({ code: measure.code })
		.from(decisionMeasure)
		.innerJoin(measure, eq(measure.id, decisionMeasure.measureId))
		.where(eq(decisionMeasure.decisionId, id))
		.orderBy(asc(measure.code));
	const named = responsible
		? `body:${responsible.slug}`
		: found.partner !== null
			? `partner:${found.partner}`
			: responsibleSeatId !== null
				? `seat:${responsibleSeatId}`
				: '';
	const values = {
		...found.decision,
		body: found.body,
		responsible: named,
		measures: measures.map(({ code }) => code)
	};
	return { version: found.decision.version, values };
}
