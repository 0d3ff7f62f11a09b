import { eq } from 'drizzle-orm';
import {
	allowedAdjustmentKinds,
	dispositionNeedsReason,
	type AdjustmentKind,
	type Disposition
} from '$lib/domain/adjustment';
import { ok, refuseInvalid, refuse, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import { appendEvent } from '../database/event-log';
import { adjustment, adjustmentItem } from '../database/schema';
import { prepareEdit } from '../measures/edit';
import { measureByCode } from '../measures/queries';
import { planById } from '../plans/queries';
import { adjustmentFor, itemRowsByMeasure, type StoredEdit } from './queries';
import { runAdjustmentCommand, type AdjustmentTarget } from './run-command';

/** A measure in an adjustment, and the version of its item; null if it has none yet. */
export interface ItemTarget extends AdjustmentTarget {
	code: string;
	version: number | null;
}

/** SSU's decision on one measure's recommendation. */
export interface ItemDecision {
	kind: AdjustmentKind;
	stance: Disposition;
	reason: string;
	/** The changed measure, for the kind "adjust"; if missing, the stored one stays. */
	outcome?: StoredEdit | undefined;
}

/** Opens a year's adjustment. Refuses a year outside the plan, and one that already has an adjustment. */
export async function openAdjustment(
	{ db, actor, now }: Context,
	{ planId, year }: AdjustmentTarget
): Promise<Result<{ year: number }>> {
	return runCommand({ db, actor }, { planId, action: 'plan.edit' }, async (tx) => {
		const plan = await planById(tx, planId);
		if (!plan) return refuse({ code: 'not-found' });
		if (plan.state !== 'adopted') return refuse({ code: 'wrong-state', state: plan.state });
		if (year < plan.fromYear || year > plan.toYear)
			return refuseInvalid({ field: 'year', code: 'outside-plan' });
		if (await adjustmentFor(tx, planId, year)) return refuseInvalid({ field: 'year', code: 'already-here' });
		await tx.insert(adjustment).values({ planId, year, state: 'open', openedAt: now.toISOString() });
		await appendEvent(tx, actor, now, { planId, verb: 'open-adjustment', noun: 'adjustment', nounId: year });
		return ok({ year });
	});
}

/**
 * Accepts or rejects a measure's recommendation, or another kind its lifecycle allows, with a reason. The
 * plan changes when the adjustment is adopted.
 */
export async function decideItem(
	context: Context,
	{ code, version, ...target }: ItemTarget,
	decision: ItemDecision
): Promise<Result<{ version: number }>> {
	return runAdjustmentCommand(context, target, async (tx, open) => {
		const measure = await measureByCode(tx, target.planId, code);
		if (!measure) return refuse({ code: 'not-found' });
		const standing = (await itemRowsByMeasure(tx, open.id)).get(measure.id) ?? null;
		if ((standing?.version ?? null) !== version) return refuse({ code: 'stale', current: standing });
		const { kind, stance, outcome } = decision;
		const reason = decision.reason.trim();
		if (!allowedAdjustmentKinds(measure.lifecycle).includes(kind))
			return refuseInvalid({ field: 'kind', code: 'not-allowed' });
		if (dispositionNeedsReason(kind, stance) && !reason)
			return refuseInvalid({ field: 'reason', code: 'reason-required' });
		const kept = outcome ?? (standing?.outcome as StoredEdit | null) ?? null;
		if (kind === 'adjust' && stance === 'taken' && !kept)
			return refuseInvalid({ field: 'kind', code: 'adjust-first' });
		if (outcome) {
			if (outcome.madeFrom !== measure.version) return refuse({ code: 'stale', current: measure });
			const prepared = await prepareEdit(tx, measure, outcome.edit);
			if (!prepared.ok) return prepared;
			if (!prepared.value) return refuseInvalid({ field: 'title.nb', code: 'nothing-changed' });
		}
		const next = { kind, stance, reason, outcome: kept as Record<string, unknown> | null };
		if (standing)
			await tx
				.update(adjustmentItem)
				.set({ ...next, version: standing.version + 1 })
				.where(eq(adjustmentItem.id, standing.id));
		else await tx.insert(adjustmentItem).values({ ...next, adjustmentId: open.id, measureId: measure.id });
		const { actor, now } = context;
		await appendEvent(tx, actor, now, {
			planId: target.planId,
			verb: 'settle-item',
			noun: 'adjustment',
			nounId: target.year,
			after: { measure: code, kind, stance },
			reason: reason || undefined
		});
		return ok({ version: (standing?.version ?? 0) + 1 });
	});
}
