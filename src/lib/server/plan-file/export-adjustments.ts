import { asc, eq } from 'drizzle-orm';
import type { PlanFileAdjustment } from '$lib/forms/plan-file/plan-file';
import type { PlanFileAdjustmentItem } from '$lib/forms/plan-file/plan-file-adjustments';
import type { Addition, StoredEdit } from '../adjustments/queries';
import type { Queryable } from '../database/database';
import { adjustment, adjustmentItem, measure } from '../database/schema';
import type { MeasureEdit } from '../measures/edit';

/**
 * Returns a plan's adjustments for the plan file, by year: open ones with their items, adopted ones as
 * sealed.
 */
export async function exportAdjustments(read: Queryable, planId: number): Promise<PlanFileAdjustment[]> {
	const rows = await read
		.select()
		.from(adjustment)
		.where(eq(adjustment.planId, planId))
		.orderBy(asc(adjustment.year));
	const items = await read
		.select({ item: adjustmentItem, version: measure.version })
		.from(adjustmentItem)
		.innerJoin(adjustment, eq(adjustment.id, adjustmentItem.adjustmentId))
		.leftJoin(measure, eq(measure.id, adjustmentItem.measureId))
		.where(eq(adjustment.planId, planId))
		.orderBy(asc(adjustmentItem.id));
	return rows.map(({ id, year, openedAt, decision, content, sha256, adoptedAt, adoptedBy }) =>
		content === null
			? {
					year,
					state: 'open',
					openedAt,
					items: items.filter(({ item }) => item.adjustmentId === id).map(exportItem)
				}
			: {
					...{ year, state: 'adopted', openedAt, decision: decision!, content, sha256: sha256! },
					...{ adoptedAt: adoptedAt!, adoptedBy: adoptedBy! }
				}
	);
}

/** @param version the measure's current version; the file only stores whether an edit still matches it */
function exportItem({
	item: { measureId, kind, stance, reason, outcome },
	version
}: {
	item: typeof adjustmentItem.$inferSelect;
	version: number | null;
}): PlanFileAdjustmentItem {
	if (measureId === null) {
		const { area, code, edit } = outcome as unknown as Addition;
		const made = { area, code, edit: exportEdit(edit) };
		return { measure: null, kind: 'new', stance, reason, outcome: made };
	}
	const kept = outcome as unknown as StoredEdit | null;
	const edited = kept && { edit: exportEdit(kept.edit), overtaken: kept.madeFrom !== version };
	return { measure: measureId, kind, stance, reason, outcome: edited };
}

/** Returns an edit with its fields in the file's order. */
function exportEdit({ title, summary, targetGroup, expectedEffect, contact, body, ...dates }: MeasureEdit) {
	const { startsOn, deadline, deadlineWords, links, milestones } = dates;
	return {
		...{ title, summary, targetGroup, expectedEffect, contact, body, startsOn, deadline, deadlineWords },
		links,
		...(milestones && {
			milestones: milestones.map(({ title, due, doneOn }) => ({ title, due, doneOn }))
		})
	};
}
