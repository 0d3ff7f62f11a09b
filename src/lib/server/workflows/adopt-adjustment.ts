import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { adjustmentFormat, type AdjustmentContent } from '$lib/domain/adjustment';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import { canonicalJson } from '$lib/domain/review/review';
import { additionsOf, adjustmentItems, undecidedItems, type AdjustmentItems } from '../adjustments/queries';
import { runAdjustmentCommand, type AdjustmentTarget } from '../adjustments/run-command';
import type { Context } from '../context';
import { appendEvent } from '../database/event-log';
import { adjustment } from '../database/schema';
import { effectFault, recordEffect } from '../decisions/effects';
import { applyItems, type AppliedItems } from './apply-adjustment';

/** Returns the plan's changes if the adjustment were adopted now, by applying it and rolling back. */
export async function previewAdjustment(
	context: Context,
	target: AdjustmentTarget
): Promise<Result<AppliedItems['changes']>> {
	let seen: Result<AppliedItems> | undefined;
	try {
		const answer = await runAdjustmentCommand(context, target, async (tx, open, plan) => {
			const items = await adjustmentItems(tx, plan, open.id, context.now);
			const additions = await additionsOf(tx, open.id);
			seen = await applyItems(tx, plan, { items, additions, decision: '' });
			if (!seen.ok) return seen;
			throw new PreviewRollback();
		});
		if (!answer.ok) return answer;
	} catch (error) {
		if (!(error instanceof PreviewRollback)) throw error;
	}
	return seen?.ok ? ok(seen.value.changes) : refuse({ code: 'not-found' });
}

/** Rolls back a preview's transaction. */
class PreviewRollback extends Error {}

/**
 * Adopts the year's adjustment in one transaction: the measures, their events and the sealed content. Refuses
 * (`refuseInvalid`) a missing decision, undecided recommendations (`unsettled`, by measure code), and items
 * that no longer fit (see `applyItems`).
 *
 * @param target its `decisionId` links a decision in the register, outside the seal
 * @param decision the meeting and item that adopted it
 */
export async function adoptAdjustment(
	context: Context,
	target: AdjustmentTarget & { decisionId?: number | null },
	decision: string
): Promise<Result<{ year: number; changes: number }>> {
	return runAdjustmentCommand(context, target, async (tx, open, plan) => {
		const adopted = decision.trim();
		if (!adopted) return refuseInvalid({ field: 'decision', code: 'required' });
		const { decisionId = null } = target;
		const fault = await effectFault(tx, context.actor, { decisionId, planId: plan.id });
		if (fault) return fault;
		const items = await adjustmentItems(tx, plan, open.id, context.now);
		const set = { items, additions: await additionsOf(tx, open.id) };
		const unsettled = undecidedItems(set);
		if (unsettled.length > 0)
			return refuseInvalid(...unsettled.map((field) => ({ field, code: 'unsettled' })));
		const applied = await applyItems(tx, plan, { ...set, decision: adopted });
		if (!applied.ok) return applied;
		const { changes, happenings } = applied.value;
		const { actor, now } = context;
		const content: AdjustmentContent = {
			format: adjustmentFormat,
			plan: { slug: plan.slug, name: plan.name },
			year: target.year,
			decision: adopted,
			adoptedOn: toOsloDate(now),
			adoptedBy: actor.name,
			changes,
			left: rejectedItems(set)
		};
		const text = canonicalJson(content);
		await tx
			.update(adjustment)
			.set({
				state: 'adopted',
				decision: adopted,
				content: text,
				sha256: createHash('sha256').update(text).digest('hex'),
				adoptedAt: now.toISOString(),
				adoptedBy: actor.name,
				version: open.version + 1
			})
			.where(and(eq(adjustment.id, open.id), eq(adjustment.version, open.version)));
		for (const happening of happenings) await appendEvent(tx, actor, now, happening);
		await appendEvent(tx, actor, now, {
			planId: plan.id,
			verb: 'adopt-adjustment',
			noun: 'adjustment',
			nounId: target.year,
			reason: adopted
		});
		const effect = { decisionId, planId: plan.id, adjustmentId: open.id } as const;
		await recordEffect(tx, context, { ...effect, kind: 'adopt-adjustment' });
		return ok({ year: target.year, changes: changes.length });
	});
}

/** Returns the rejected recommendations with their reasons. */
function rejectedItems({ items, additions }: AdjustmentItems): AdjustmentContent['left'] {
	const known = items.flatMap(({ measure, recommended, item }) =>
		item?.stance === 'left'
			? [{ code: measure.code, name: measure.title, kind: recommended ?? item.kind, reason: item.reason }]
			: []
	);
	const unmade = additions.flatMap(({ item, addition }) =>
		item.stance === 'left'
			? [{ code: null, name: addition.edit.title, kind: item.kind, reason: item.reason }]
			: []
	);
	return [...known, ...unmade];
}
