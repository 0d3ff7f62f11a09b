import { and, asc, count, eq, isNotNull } from 'drizzle-orm';
import type { PlanFile, PlanFileDecision } from '$lib/forms/plan-file/plan-file';
import type { Queryable, Transaction } from '../database/database';
import { adjustment, body, decision, decisionEffect, decisionReference, plan } from '../database/schema';

/**
 * Returns the published decisions that are reasons of a plan's changes, and the ones named by its file that are not
 * here, in order of time. Two statements.
 */
export async function exportDecisionReferences(
	read: Queryable,
	planId: number
): Promise<PlanFileDecision[] | undefined> {
	const columns = { body: body.slug, adjustment: adjustment.year };
	const linked = await read
		.select({ ...columns, effect: decisionEffect, decidedOn: decision.decidedOn, number: decision.number })
		.from(decisionEffect)
		.innerJoin(decision, and(eq(decision.id, decisionEffect.decisionId), isNotNull(decision.publishedAt)))
		.innerJoin(body, eq(body.id, decision.bodyId))
		.leftJoin(adjustment, eq(adjustment.id, decisionEffect.adjustmentId))
		.where(eq(decisionEffect.planId, planId));
	const kept = await read
		.select({ ...columns, effect: decisionReference })
		.from(decisionReference)
		.innerJoin(body, eq(body.id, decisionReference.bodyId))
		.leftJoin(adjustment, eq(adjustment.id, decisionReference.adjustmentId))
		.where(eq(decisionReference.planId, planId));
	const all = [
		...linked,
		...kept.map((one) => ({ ...one, decidedOn: one.effect.decidedOn, number: one.effect.number }))
	].map(({ body: slug, adjustment: year, effect: { kind, measureId, at }, decidedOn, number }) => ({
		...{ kind, body: slug, decidedOn, number },
		...(measureId !== null && { measure: measureId }),
		...(year !== null && { adjustment: year }),
		at
	}));
	const keyOf = (one: PlanFileDecision) =>
		[one.at, one.kind, one.measure, one.adjustment, one.body, one.decidedOn, one.number].join('\n');
	const sorted = all.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
	return sorted.length > 0 ? sorted : undefined;
}

/** Stores the decisions that a plan file names, and links those that are here. Adjustments are stored before. */
export async function insertDecisionReferences(
	tx: Transaction,
	{ planId, bodies }: { planId: number; bodies: ReadonlyMap<string, number> },
	named: PlanFile['plan']['decisions'] = []
): Promise<void> {
	if (named.length === 0) return;
	const adjustments = await tx.select().from(adjustment).where(eq(adjustment.planId, planId));
	const ids = new Map(adjustments.map(({ id, year }) => [year, id]));
	await tx.insert(decisionReference).values(
		named.map(({ kind, body: slug, decidedOn, number, measure, adjustment: year, at }) => ({
			...{ planId, kind, bodyId: bodies.get(slug)!, decidedOn, number, at },
			measureId: measure ?? null,
			adjustmentId: year === undefined ? null : ids.get(year)!
		}))
	);
	const [of] = await tx.select({ partnershipId: plan.partnershipId }).from(plan).where(eq(plan.id, planId));
	await linkDecisionReferences(tx, of!.partnershipId);
}

/** Links the decisions that a partnership's plan files named and that are here now: published, and the only such one. */
export async function linkDecisionReferences(tx: Transaction, partnershipId: number): Promise<void> {
	const waiting = await tx
		.select({ reference: decisionReference })
		.from(decisionReference)
		.innerJoin(plan, and(eq(plan.id, decisionReference.planId), eq(plan.partnershipId, partnershipId)))
		.orderBy(asc(decisionReference.id));
	for (const { reference } of waiting) {
		const { id, bodyId, decidedOn, number, ...effect } = reference;
		const found = await tx
			.select({ id: decision.id })
			.from(decision)
			.where(
				and(
					...[eq(decision.partnershipId, partnershipId), eq(decision.bodyId, bodyId)],
					...[eq(decision.decidedOn, decidedOn), eq(decision.number, number), isNotNull(decision.publishedAt)]
				)
			);
		if (found.length !== 1) continue;
		await tx.insert(decisionEffect).values({ ...effect, decisionId: found[0]!.id });
		await tx.delete(decisionReference).where(eq(decisionReference.id, id));
	}
}

/** Counts the decisions that a plan's file named and that are not here. */
export async function countDecisionReferences(read: Queryable, planId: number): Promise<number> {
	const [row] = await read
		.select({ n: count() })
		.from(decisionReference)
		.where(eq(decisionReference.planId, planId));
	return row!.n;
}
