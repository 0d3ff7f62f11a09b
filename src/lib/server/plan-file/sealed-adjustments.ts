import { z } from 'zod';
import { adjustmentFormat, adjustmentKinds } from '$lib/domain/adjustment';
import type { ValidationError } from '$lib/domain/result';
import { planChangeKinds, planItemTypes } from '$lib/domain/plan/plan-diff';
import { canonicalJson } from '$lib/domain/review/review';
import type { PlanFile, PlanFileAdjustment } from '$lib/forms/plan-file/plan-file';
import type { PlanFileAdjustmentItem } from '$lib/forms/plan-file/plan-file-adjustments';
import { localizedSchema } from '$lib/forms/plan-file/plan-file-fields';
import type { Transaction } from '../database/database';
import { adjustment, adjustmentItem } from '../database/schema';
import { seal } from '../reviews/queries';

/** The parts of a sealed adjustment that readers use. */
const adjustmentContentShape = z.object({
	format: z.literal(adjustmentFormat),
	year: z.int(),
	decision: z.string(),
	adoptedOn: z.iso.date(),
	adoptedBy: z.string(),
	changes: z.array(
		z.object({
			noun: z.enum(planItemTypes),
			key: z.string(),
			code: z.string().nullable(),
			name: localizedSchema,
			kind: z.enum(planChangeKinds),
			fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
			reason: z.string().nullable()
		})
	),
	left: z.array(
		z.object({
			code: z.string().nullable(),
			name: localizedSchema,
			kind: z.enum(adjustmentKinds),
			reason: z.string()
		})
	)
});

/** Returns errors for adopted adjustments whose seal or year does not match their content. */
export function validateSealedAdjustments(file: PlanFile): ValidationError[] {
	return file.plan.adjustments.flatMap((one, index) => {
		if (one.state === 'open') return [];
		const at = `plan.adjustments[${index}]`;
		if (seal(one.content) !== one.sha256) return [{ field: `${at}.sha256`, code: 'broken-seal' }];
		return isAdjustmentOf(one) ? [] : [{ field: `${at}.content`, code: 'not-an-adjustment' }];
	});
}

function isAdjustmentOf({ year, content: text }: { year: number; content: string }): boolean {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return false;
	}
	const read = adjustmentContentShape.safeParse(json);
	return read.success && read.data.year === year && canonicalJson(json) === text;
}

/** Inserts a file's adjustments. The measures must exist. */
export async function insertAdjustments(
	tx: Transaction,
	planId: number,
	adjustments: readonly PlanFileAdjustment[]
): Promise<void> {
	for (const one of adjustments) {
		const { items = [], ...own } = one.state === 'open' ? one : { ...one, items: undefined };
		const [made] = await tx
			.insert(adjustment)
			.values({ ...own, planId })
			.returning({ id: adjustment.id });
		const rows = items.map((item) => ({ ...toItemColumns(item), adjustmentId: made!.id }));
		if (rows.length > 0) await tx.insert(adjustmentItem).values(rows);
	}
}

/** Returns the columns of an item. Imported measures have version 1; an overtaken edit gets version 0. */
function toItemColumns({ measure: measureId, outcome, ...own }: PlanFileAdjustmentItem) {
	const kept =
		outcome && 'overtaken' in outcome ? { madeFrom: outcome.overtaken ? 0 : 1, edit: outcome.edit } : outcome;
	return { ...own, measureId, outcome: kept };
}
