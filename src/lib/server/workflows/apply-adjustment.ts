import { eq } from 'drizzle-orm';
import { lifecycleAfter } from '$lib/domain/adjustment';
import { mayChangeLifecycle } from '$lib/domain/measure/measure';
import { ok, refuseInvalid, type ValidationError, type Result } from '$lib/domain/result';
import { diffPlans, type PlanChange, type PlanItem } from '$lib/domain/plan/plan-diff';
import type { Transaction } from '../database/database';
import type { NewEvent } from '../database/event-log';
import { measure } from '../database/schema';
import { prepareEdit, writeMilestones, type PreparedEdit } from '../measures/edit';
import { measureByCode, type Measure } from '../measures/queries';
import { planParts } from '../plan-file/plan-parts';
import type { Plan } from '../plans/queries';
import { creationEvent, insertPreparedMeasure, prepareNewMeasures } from './adjustment-measures';
import type { AdjustmentItemRow, AdjustmentItems, StoredEdit } from '../adjustments/queries';

/** The result of applying an adjustment's items to the plan. */
export interface AppliedItems {
	changes: (PlanChange & { reason: string | null })[];
	/** Events by measure; the caller records them after all writes. */
	happenings: NewEvent[];
}

/**
 * Applies the accepted items, all or none. Checks every item first and refuses (`refuseInvalid`, one error a
 * measure) a measure changed since (`overtaken`), a lifecycle step that is no longer allowed (`wrong-state`),
 * and new measures without a place (see `prepareNewMeasures`).
 */
export async function applyItems(
	tx: Transaction,
	plan: Plan,
	{ items, additions, decision }: AdjustmentItems & { decision: string }
): Promise<Result<AppliedItems>> {
	const before = await adoptedPlanParts(tx, plan);
	const taken = items.flatMap(({ measure, item }) =>
		item?.stance === 'taken' && item.kind !== 'continue' ? [{ code: measure.code, item }] : []
	);
	const steps: ItemChange[] = [];
	const faults: ValidationError[] = [];
	for (const { code, item } of taken) {
		const found = await measureByCode(tx, plan.id, code);
		const step = found ? await prepareItemChange(tx, found, item) : 'overtaken';
		if (typeof step === 'string') faults.push({ field: code, code: step });
		else steps.push(step);
	}
	const wanted = additions.filter(({ item }) => item.stance === 'taken');
	const born = await prepareNewMeasures(tx, plan, wanted);
	if (!born.ok && born.refused.code === 'invalid') faults.push(...born.refused.faults);
	if (faults.length > 0) return refuseInvalid(...faults);
	if (!born.ok) return born;
	for (const step of steps) await writeItemChange(tx, step);
	for (const birth of born.value) await insertPreparedMeasure(tx, birth);
	const reasons = new Map([
		...steps.map(({ found, item }) => [found.id, item.reason || null] as const),
		...born.value.map(({ row, item }) => [row.id, item.reason || null] as const)
	]);
	const changes = diffPlans(before, await adoptedPlanParts(tx, plan)).map((change) => ({
		...change,
		reason: change.noun === 'measure' ? (reasons.get(change.key) ?? null) : null
	}));
	const happenings = [
		...steps.map((step) => changeEvent(step, plan.id, decision)),
		...born.value.map((birth) => creationEvent(birth, decision))
	];
	return ok({ changes, happenings });
}

/** Returns the plan's parts without proposed measures. */
async function adoptedPlanParts(tx: Transaction, plan: Plan): Promise<PlanItem[]> {
	return (await planParts(tx, plan)).filter(({ lifecycle }) => lifecycle !== 'proposed');
}

interface ItemChange {
	found: Measure;
	item: AdjustmentItemRow;
	prepared: PreparedEdit | null;
}

async function prepareItemChange(
	tx: Transaction,
	found: Measure,
	item: AdjustmentItemRow
): Promise<ItemChange | string> {
	const to = lifecycleAfter(item.kind);
	if (to && !mayChangeLifecycle(found.lifecycle, to)) return 'wrong-state';
	if (item.kind !== 'adjust') return { found, item, prepared: null };
	const outcome = item.outcome as StoredEdit | null;
	if (!outcome || outcome.madeFrom !== found.version) return 'overtaken';
	const prepared = await prepareEdit(tx, found, outcome.edit);
	return prepared.ok ? { found, item, prepared: prepared.value } : 'overtaken';
}

async function writeItemChange(tx: Transaction, { found, item, prepared }: ItemChange): Promise<void> {
	const lifecycle = lifecycleAfter(item.kind);
	if (prepared) await writeMilestones(tx, found, prepared);
	await tx
		.update(measure)
		.set({ ...prepared?.values, ...(lifecycle && { lifecycle }), version: found.version + 1 })
		.where(eq(measure.id, found.id));
}

function changeEvent({ found, item, prepared }: ItemChange, planId: number, decision: string): NewEvent {
	const lifecycle = lifecycleAfter(item.kind);
	const difference = prepared?.difference ?? {
		before: { lifecycle: found.lifecycle },
		after: { lifecycle }
	};
	return {
		planId,
		verb: prepared ? 'edit-measure' : 'change-lifecycle',
		noun: 'measure',
		nounId: found.id,
		...difference,
		reason: `${item.reason} (${decision})`
	};
}
