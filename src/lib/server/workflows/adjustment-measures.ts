import { ok, refuseInvalid, type ValidationError, type Result } from '$lib/domain/result';
import type { Transaction } from '../database/database';
import type { NewEvent } from '../database/event-log';
import { measure } from '../database/schema';
import { validateMeasureTexts, replaceMilestones } from '../measures/edit';
import { generateMeasureId, allocateCode } from '../measures/code-allocation';
import type { Plan } from '../plans/queries';
import { additionCodes } from '../adjustments/additions';
import { additionField, type AdditionItem, type AdjustmentItemRow } from '../adjustments/queries';

/** A validated new measure: its row, milestones and item. */
export interface PreparedMeasure {
	row: typeof measure.$inferInsert;
	milestones: NonNullable<AdditionItem['addition']['edit']['milestones']>;
	item: AdjustmentItemRow;
	/** The area's name for the change log. */
	area: unknown;
}

/**
 * Validates the new measures of an adjustment without writing them. Chosen codes are used or refused
 * (`taken`); other measures get the next free code of their area. Refuses areas and bodies that have ended.
 */
export async function prepareNewMeasures(
	tx: Transaction,
	plan: Plan,
	additions: readonly AdditionItem[]
): Promise<Result<PreparedMeasure[]>> {
	const given: { id: string; code: string }[] = [];
	const faults: ValidationError[] = [];
	const births: PreparedMeasure[] = [];
	for (const one of additions) {
		const { edit, ...placing } = one.addition;
		const { body: _body, milestones = [], ...texts } = edit;
		const taken = [...additionCodes(additions, one), ...given.map(({ code }) => code)];
		const placed = await allocateCode(tx, plan.id, placing, { taken });
		const looked = await validateMeasureTexts(tx, { planId: plan.id, bodyId: null }, edit);
		const field = additionField(one.item);
		if (!placed.ok) faults.push(...placed.faults.map(({ code }) => ({ field, code })));
		if (!looked.ok) faults.push({ field, code: 'overtaken' });
		if (!placed.ok || !looked.ok) continue;
		const ids = given.map(({ id }) => id);
		const id = await generateMeasureId(tx, texts.title, ids);
		given.push({ id, code: placed.code });
		const row = {
			...{ ...texts, id, planId: plan.id, code: placed.code, areaId: placed.area?.id ?? null },
			bodyId: looked.value.responsible?.id ?? placed.area?.bodyId ?? null,
			...{ lifecycle: 'adopted' as const, origin: 'measure' as const }
		};
		births.push({ row, milestones, item: one.item, area: placed.area?.name ?? null });
	}
	return faults.length > 0 ? refuseInvalid(...faults) : ok(births);
}

export async function insertPreparedMeasure(
	tx: Transaction,
	{ row, milestones }: PreparedMeasure
): Promise<void> {
	await tx.insert(measure).values(row);
	await replaceMilestones(tx, row, milestones);
}

/** Returns the creation event of a measure added by an adjustment. */
export function creationEvent({ row, item, area }: PreparedMeasure, decision: string): NewEvent {
	const { planId, id, code, title, lifecycle } = row;
	return {
		planId,
		verb: 'add-measure',
		noun: 'measure',
		nounId: id,
		after: { code, title, area, lifecycle, decision },
		reason: `${item.reason} (${decision})`
	};
}
