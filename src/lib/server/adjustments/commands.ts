import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import {
	adjustmentFormat,
	allowedAdjustmentKinds,
	dispositionNeedsReason,
	needsDisposition,
	type AdjustmentContent,
	type AdjustmentKind,
	type Disposition
} from '$lib/domain/adjustment';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { ok, refuseInvalid, refuse, type Result } from '$lib/domain/result';
import { canonicalJson } from '$lib/domain/review/review';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import { appendEvent } from '../database/event-log';
import { adjustment, adjustmentItem } from '../database/schema';
import { prepareEdit } from '../measures/edit';
import { measureByCode } from '../measures/queries';
import { planById } from '../plans/queries';
import { applyItems, type AppliedItems, type AdjustmentItems } from './apply';
import { additionField } from './create-measures';
import { runAdjustmentCommand, type AdjustmentTarget } from './run-command';
import {
	additionsOf,
	adjustmentFor,
	itemRowsByMeasure,
	adjustmentItems,
	type AdjustmentItem,
	type StoredEdit
} from './queries';

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
 *
 * @param version the item's version, null if it has none yet
 */
export async function decideItem(
	context: Context,
	target: AdjustmentTarget,
	code: string,
	version: number | null,
	settlement: ItemDecision
): Promise<Result<{ version: number }>> {
	return runAdjustmentCommand(context, target, async (tx, open) => {
		const measure = await measureByCode(tx, target.planId, code);
		if (!measure) return refuse({ code: 'not-found' });
		const standing = (await itemRowsByMeasure(tx, open.id)).get(measure.id) ?? null;
		if ((standing?.version ?? null) !== version) return refuse({ code: 'stale', current: standing });
		const { kind, stance, outcome } = settlement;
		const reason = settlement.reason.trim();
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

/** Returns the plan's changes if the adjustment were adopted now, by applying it and rolling back. */
export async function previewAdjustment(
	context: Context,
	target: AdjustmentTarget
): Promise<Result<AppliedItems['changes']>> {
	let seen: Result<AppliedItems> | undefined;
	try {
		const answer = await runAdjustmentCommand(context, target, async (tx, open, plan) => {
			const { matters } = await adjustmentItems(tx, plan, open.id, context.now);
			const additions = await additionsOf(tx, open.id);
			seen = await applyItems(tx, plan, { matters, additions }, '');
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
 * @param decision the meeting and item that adopted it
 */
export async function adoptAdjustment(
	context: Context,
	target: AdjustmentTarget,
	decision: string
): Promise<Result<{ year: number; changes: number }>> {
	return runAdjustmentCommand(context, target, async (tx, open, plan) => {
		const adopted = decision.trim();
		if (!adopted) return refuseInvalid({ field: 'decision', code: 'required' });
		const { matters } = await adjustmentItems(tx, plan, open.id, context.now);
		const set = { matters, additions: await additionsOf(tx, open.id) };
		const unsettled = undecidedItems(set);
		if (unsettled.length > 0)
			return refuseInvalid(...unsettled.map((field) => ({ field, code: 'unsettled' })));
		const applied = await applyItems(tx, plan, set, adopted);
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
		return ok({ year: target.year, changes: changes.length });
	});
}

/** True if there is a recommendation that SSU has neither accepted nor rejected. */
export function isUndecided({ recommended, item }: AdjustmentItem): boolean {
	return needsDisposition(recommended) && (item === null || item.stance === 'open');
}

/** Returns the codes of undecided items; new measures by `additionField`. */
export function undecidedItems({ matters, additions }: AdjustmentItems): string[] {
	return [
		...matters.filter(isUndecided).map(({ measure }) => measure.code),
		...additions.flatMap(({ item }) => (item.stance === 'open' ? [additionField(item)] : []))
	];
}

/** Returns the rejected recommendations with their reasons. */
function rejectedItems({ matters, additions }: AdjustmentItems): AdjustmentContent['left'] {
	const known = matters.flatMap(({ measure, recommended, item }) =>
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
