import { eq } from 'drizzle-orm';
import { dispositionNeedsReason, type Disposition } from '$lib/domain/adjustment';
import { ok, refuseInvalid, refuse, type ValidationError, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent, type NewEvent } from '../database/event-log';
import { adjustmentItem } from '../database/schema';
import { validateMeasureTexts } from '../measures/edit';
import { allocateCode } from '../measures/code-allocation';
import { runAdjustmentCommand, type AdjustmentTarget } from './run-command';
import { additionsOf, type Addition, type AdditionItem, type Adjustment } from './queries';

/** A new measure among an adjustment's items, and the version the change is based on. */
export interface AdditionTarget extends AdjustmentTarget {
	item: number;
	version: number;
}

/**
 * Adds a new measure to the adjustment, or replaces an existing item for one. The plan gets it when the
 * adjustment is adopted. Refuses (`refuseInvalid`) a missing reason, an unknown area or body, a taken code
 * and a deadline before the start, and (`stale`) a change based on an older version.
 */
export async function saveAddition(
	context: Context,
	target: AdjustmentTarget | AdditionTarget,
	{ reason, ...addition }: Addition & { reason: string }
): Promise<Result<{ item: number }>> {
	return runAdjustmentCommand(context, target, async (tx, open) => {
		const others = await additionsOf(tx, open.id);
		const replaced = 'item' in target ? target : null;
		const found = replaced && others.find(({ item }) => item.id === replaced.item);
		if (replaced && !found) return refuse({ code: 'not-found' });
		if (found && found.item.version !== replaced.version) return refuse({ code: 'stale', current: found });
		const taken = additionCodes(others, found ?? null);
		const faults = await validateAddition(tx, { planId: target.planId, taken }, addition);
		if (!reason.trim()) faults.push({ field: 'reason', code: 'reason-required' });
		if (faults.length > 0) return refuseInvalid(...faults);
		const kept = { outcome: { ...addition } as Record<string, unknown>, reason: reason.trim() };
		const item = found ? await updateAddition(tx, found, kept) : await insertAddition(tx, open, kept);
		await recordAdditionEvent(tx, context, {
			target,
			verb: found ? 'edit-addition' : 'add-addition',
			...(found && { before: { item, ...additionForLog(found.addition) } }),
			after: { item, ...additionForLog(addition) },
			reason: kept.reason
		});
		return ok({ item });
	});
}

/** Accepts or rejects a new measure, or makes it pending again, with a reason. */
export async function decideAddition(
	context: Context,
	target: AdditionTarget,
	{ stance, reason }: { stance: Disposition; reason: string }
): Promise<Result<{ item: number }>> {
	return runAdditionCommand(context, target, async (tx, { item, addition: kept }) => {
		const given = reason.trim();
		if (dispositionNeedsReason('new', stance) && !given)
			return refuseInvalid({ field: 'reason', code: 'reason-required' });
		await tx
			.update(adjustmentItem)
			.set({ stance, reason: given, version: item.version + 1 })
			.where(eq(adjustmentItem.id, item.id));
		const after = { item: item.id, title: kept.edit.title, stance };
		await recordAdditionEvent(tx, context, {
			target,
			verb: 'settle-addition',
			after,
			reason: given || undefined
		});
		return ok({ item: item.id });
	});
}

/**
 * Deletes a new measure from the adjustment. One that SSU has considered is rejected with a reason instead.
 * Events keep its content.
 */
export async function withdrawAddition(
	context: Context,
	target: AdditionTarget
): Promise<Result<{ item: number }>> {
	return runAdditionCommand(context, target, async (tx, { item, addition: kept }) => {
		await tx.delete(adjustmentItem).where(eq(adjustmentItem.id, item.id));
		const before = { item: item.id, ...additionForLog(kept) };
		await recordAdditionEvent(tx, context, { target, verb: 'withdraw-addition', before });
		return ok({ item: item.id });
	});
}

async function runAdditionCommand<T>(
	context: Context,
	{ item: id, version, ...target }: AdditionTarget,
	act: (tx: Transaction, found: AdditionItem) => Promise<Result<T>>
): Promise<Result<T>> {
	return runAdjustmentCommand(context, target, async (tx, open) => {
		const found = (await additionsOf(tx, open.id)).find(({ item }) => item.id === id);
		if (!found) return refuse({ code: 'not-found' });
		if (found.item.version !== version) return refuse({ code: 'stale', current: found });
		return act(tx, found);
	});
}

/** Returns the codes chosen for new measures, without `own`. */
export function additionCodes(additions: readonly AdditionItem[], own: AdditionItem | null): string[] {
	return additions.flatMap((one) => (one === own || one.addition.code === null ? [] : [one.addition.code]));
}

async function validateAddition(
	tx: Transaction,
	{ planId, taken }: { planId: number; taken: readonly string[] },
	{ edit, ...placing }: Addition
): Promise<ValidationError[]> {
	const placed = await allocateCode(tx, planId, placing, { taken });
	const looked = await validateMeasureTexts(tx, { planId, bodyId: null }, edit);
	return [
		...(placed.ok ? [] : placed.faults),
		...(!looked.ok && looked.refused.code === 'invalid' ? looked.refused.faults : [])
	];
}

type AdditionColumns = Pick<typeof adjustmentItem.$inferInsert, 'outcome' | 'reason'>;

/** Inserts a new measure as accepted, because its author wants it. */
async function insertAddition(tx: Transaction, open: Adjustment, kept: AdditionColumns): Promise<number> {
	const [made] = await tx
		.insert(adjustmentItem)
		.values({ ...kept, adjustmentId: open.id, measureId: null, kind: 'new', stance: 'taken' })
		.returning({ id: adjustmentItem.id });
	return made!.id;
}

async function updateAddition(
	tx: Transaction,
	{ item }: AdditionItem,
	kept: AdditionColumns
): Promise<number> {
	await tx
		.update(adjustmentItem)
		.set({ ...kept, version: item.version + 1 })
		.where(eq(adjustmentItem.id, item.id));
	return item.id;
}

function additionForLog({ area, code, edit }: Addition): Record<string, unknown> {
	return { area, code, ...edit };
}

function recordAdditionEvent(
	tx: Transaction,
	{ actor, now }: Context,
	{ target: { planId, year }, ...change }: AdditionChange
): Promise<number> {
	return appendEvent(tx, actor, now, { planId, noun: 'adjustment', nounId: year, ...change });
}

/** A change to an adjustment's new measure, for the change log. */
interface AdditionChange extends Pick<NewEvent, 'verb' | 'before' | 'after' | 'reason'> {
	target: AdjustmentTarget;
}
