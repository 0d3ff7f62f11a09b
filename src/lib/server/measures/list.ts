import { and, eq, exists, inArray, isNull, notExists, or } from 'drizzle-orm';
import { measureFacts, type MeasureFact } from '$lib/domain/measure/measure-list';
import type { Queryable } from '../database/database';
import { body, measure, measurePartner, partner, rollout } from '../database/schema';

/** Facts of a measure to filter a list by, beside its figures. */
interface MeasureListFacts {
	/** The responsible body's slug. */
	body: string | null;
	lacking: MeasureFact[];
	partners: string[];
}

/**
 * Returns the facts of a plan's measures by measure id. A measure concerns the partners that take part in it and,
 * where each introduces it at home, all but those it is not relevant to. Four statements.
 */
export async function measureListFacts(
	read: Queryable,
	plan: { id: number; partnershipId: number }
): Promise<Map<string, MeasureListFacts>> {
	const measures = await read
		.select({
			id: measure.id,
			body: body.slug,
			startsOn: measure.startsOn,
			deadline: measure.deadline,
			deadlineWords: measure.deadlineWords,
			contact: measure.contact,
			targetGroup: measure.targetGroup,
			introducedAtHome: measure.introducedAtHome
		})
		.from(measure)
		.leftJoin(body, eq(body.id, measure.bodyId))
		.where(eq(measure.planId, plan.id));
	const all = await read
		.select({ number: partner.number })
		.from(partner)
		.where(and(eq(partner.partnershipId, plan.partnershipId), isNull(partner.endedOn)));
	const taking = await read
		.select({ id: measurePartner.measureId, number: partner.number })
		.from(measurePartner)
		.innerJoin(partner, eq(partner.id, measurePartner.partnerId))
		.innerJoin(measure, eq(measure.id, measurePartner.measureId))
		.where(eq(measure.planId, plan.id));
	const spared = await read
		.select({ id: rollout.measureId, number: partner.number })
		.from(rollout)
		.innerJoin(partner, eq(partner.id, rollout.partnerId))
		.innerJoin(measure, eq(measure.id, rollout.measureId))
		.where(and(eq(measure.planId, plan.id), eq(rollout.state, 'not-relevant')));
	const takingPart = numbersByMeasure(taking);
	const notRelevant = numbersByMeasure(spared);
	return new Map(
		measures.map(({ id, introducedAtHome, ...facts }) => {
			const introducing = introducedAtHome
				? all.map(({ number }) => number).filter((number) => !notRelevant.get(id)?.has(number))
				: [];
			return [
				id,
				{
					body: facts.body,
					// Words such as "løpende" stand for a deadline.
					lacking: measureFacts.filter(
						(fact) => !facts[fact] && !(fact === 'deadline' && facts.deadlineWords)
					),
					partners: [...new Set([...(takingPart.get(id) ?? []), ...introducing])]
				}
			];
		})
	);
}

/**
 * True if one of the bodies is responsible for a measure of the plan, or the measure concerns one of the partners. One
 * statement.
 */
export async function hasMeasuresOf(
	read: Queryable,
	planId: number,
	{ bodyIds, partnerIds }: { bodyIds: readonly number[]; partnerIds: readonly number[] }
): Promise<boolean> {
	if (bodyIds.length + partnerIds.length === 0) return false;
	const [found] = await read
		.select({ id: measure.id })
		.from(measure)
		.where(
			and(
				eq(measure.planId, planId),
				or(inArray(measure.bodyId, [...bodyIds]), ...partnerIds.map((id) => concernsPartner(read, id)))
			)
		)
		.limit(1);
	return found !== undefined;
}

function concernsPartner(read: Queryable, partnerId: number) {
	const takesPart = read
		.select({ id: measurePartner.measureId })
		.from(measurePartner)
		.where(and(eq(measurePartner.measureId, measure.id), eq(measurePartner.partnerId, partnerId)));
	const isSpared = read
		.select({ id: rollout.measureId })
		.from(rollout)
		.where(
			and(
				...[eq(rollout.measureId, measure.id), eq(rollout.partnerId, partnerId)],
				eq(rollout.state, 'not-relevant')
			)
		);
	return or(exists(takesPart), and(eq(measure.introducedAtHome, true), notExists(isSpared)));
}

function numbersByMeasure(rows: readonly { id: string; number: string }[]): Map<string, Set<string>> {
	const found = new Map<string, Set<string>>();
	for (const { id, number } of rows) found.set(id, (found.get(id) ?? new Set()).add(number));
	return found;
}
