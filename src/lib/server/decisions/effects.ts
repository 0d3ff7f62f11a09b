import { and, asc, desc, eq, exists, or } from 'drizzle-orm';
import type { DecisionEffectKind } from '$lib/domain/decision/decision';
import type { Actor } from '$lib/domain/permission';
import { refuseInvalid, type Refused } from '$lib/domain/result';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import {
	adjustment,
	body,
	decision,
	decisionEffect,
	decisionMeasure,
	decisionReference,
	matter,
	matterDecision,
	measure,
	plan
} from '../database/schema';
import { readableDecisions } from './reader';

/** A change of a plan, with the decision named as its reason; null if none is. */
interface NamedEffect {
	decisionId: number | null;
	kind: DecisionEffectKind;
	planId: number;
	measureId?: string;
	adjustmentId?: number;
}

/**
 * Returns the refusal of a decision that is not one of the plan's partnership, or that the actor may not read; null
 * if it can be named as a reason. Ask before the change is written.
 */
export async function effectFault(
	tx: Transaction,
	actor: Actor,
	{ decisionId, planId }: Pick<NamedEffect, 'decisionId' | 'planId'>
): Promise<Refused | null> {
	if (decisionId === null) return null;
	const [of] = await tx.select({ partnershipId: plan.partnershipId }).from(plan).where(eq(plan.id, planId));
	const found = of
		? await tx
				.select({ id: decision.id })
				.from(decision)
				.where(
					and(
						...[eq(decision.id, decisionId), eq(decision.partnershipId, of.partnershipId)],
						readableDecisions(actor, of.partnershipId)
					)
				)
		: [];
	return found.length > 0 ? null : refuseInvalid({ field: 'decisionId', code: 'unknown' });
}

/** Records that a decision is the reason of a change, in the caller's transaction and after its check. */
export async function recordEffect(
	tx: Transaction,
	{ actor, now }: Omit<Context, 'db'>,
	{ decisionId, ...effect }: NamedEffect
): Promise<void> {
	if (decisionId === null) return;
	await tx.insert(decisionEffect).values({ ...effect, decisionId, at: now.toISOString() });
	await appendEvent(tx, actor, now, {
		...{ planId: null, verb: 'carry-out-decision', noun: 'decision', nounId: decisionId },
		after: { ...effect }
	});
}

/** Lists what a decision has changed in plans, oldest first. One statement. */
export async function effectsOfDecision(read: Queryable, decisionId: number) {
	return read
		.select({
			id: decisionEffect.id,
			kind: decisionEffect.kind,
			at: decisionEffect.at,
			plan: { slug: plan.slug, name: plan.name, state: plan.state },
			measure: { code: measure.code, title: measure.title },
			year: adjustment.year
		})
		.from(decisionEffect)
		.innerJoin(plan, eq(plan.id, decisionEffect.planId))
		.leftJoin(measure, eq(measure.id, decisionEffect.measureId))
		.leftJoin(adjustment, eq(adjustment.id, decisionEffect.adjustmentId))
		.where(eq(decisionEffect.decisionId, decisionId))
		.orderBy(asc(decisionEffect.id));
}

/** Lists the decisions about a measure, or with an effect on it, that a reader may see, newest first. One statement. */
export async function decisionsOfMeasure(
	read: Queryable,
	{ partnershipId, actor }: { partnershipId: number; actor: Actor },
	measureId: string
) {
	const { id, title, lang, number, decidedOn, kind } = decision;
	const about = read
		.select({ id: decisionMeasure.decisionId })
		.from(decisionMeasure)
		.where(and(eq(decisionMeasure.decisionId, id), eq(decisionMeasure.measureId, measureId)));
	const changing = read
		.select({ id: decisionEffect.id })
		.from(decisionEffect)
		.where(and(eq(decisionEffect.decisionId, id), eq(decisionEffect.measureId, measureId)));
	return read
		.select({ id, title, lang, number, decidedOn, kind })
		.from(decision)
		.where(
			and(
				eq(decision.partnershipId, partnershipId),
				readableDecisions(actor, partnershipId),
				or(exists(about), exists(changing))
			)
		)
		.orderBy(desc(decidedOn), desc(id));
}

/** Lists the decisions that a plan file named as reasons of a measure's changes and that are not here. One statement. */
export async function decisionsNamedFor(read: Queryable, measureId: string) {
	const { id, decidedOn, number } = decisionReference;
	return read
		.select({ id, decidedOn, number, body: body.name })
		.from(decisionReference)
		.innerJoin(body, eq(body.id, decisionReference.bodyId))
		.where(eq(decisionReference.measureId, measureId))
		.orderBy(desc(decidedOn), desc(id));
}

/** Lists the matters that build on a decision, newest first, for those who may read matters. One statement. */
export async function mattersBuildingOn(read: Queryable, decisionId: number) {
	const { id, title, lang } = matter;
	return read
		.select({ id, title, lang })
		.from(matterDecision)
		.innerJoin(matter, eq(matter.id, matterDecision.matterId))
		.where(eq(matterDecision.decisionId, decisionId))
		.orderBy(desc(id));
}
