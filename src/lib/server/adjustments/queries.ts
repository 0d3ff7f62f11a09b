import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import {
	needsDisposition,
	recommendedAdjustment,
	type AdjustmentContent,
	type AdjustmentKind
} from '$lib/domain/adjustment';
import type { SnapshotMeasure } from '$lib/domain/plan/plan-snapshot';
import type { Queryable } from '../database/database';
import { adjustment, adjustmentItem, event } from '../database/schema';
import type { Plan } from '../plans/queries';
import { loadPlanSnapshot } from '../reviews/plan-snapshot';
import type { MeasureEdit } from '../measures/edit';
import type { CodeRequest } from '../measures/code-allocation';

export type Adjustment = typeof adjustment.$inferSelect;
export type AdjustmentItemRow = typeof adjustmentItem.$inferSelect;

/** Returns a plan's adjustments, newest year first. */
export async function listAdjustments(read: Queryable, planId: number) {
	return read
		.select({
			year: adjustment.year,
			state: adjustment.state,
			decision: adjustment.decision,
			adoptedAt: adjustment.adoptedAt,
			openedAt: adjustment.openedAt
		})
		.from(adjustment)
		.where(eq(adjustment.planId, planId))
		.orderBy(desc(adjustment.year));
}

/** Returns a plan's adjustment for a year, or null if there is none. */
export async function adjustmentFor(
	read: Queryable,
	planId: number,
	year: number
): Promise<Adjustment | null> {
	const [found] = await read
		.select()
		.from(adjustment)
		.where(and(eq(adjustment.planId, planId), eq(adjustment.year, year)));
	return found ?? null;
}

/** Returns an adopted adjustment's content, or null for an open one. */
export function parseAdjustmentContent(found: Adjustment): AdjustmentContent | null {
	return found.content === null ? null : (JSON.parse(found.content) as AdjustmentContent);
}

/** Returns an adjustment's item rows by measure id. */
export async function itemRowsByMeasure(
	read: Queryable,
	adjustmentId: number
): Promise<Map<string, AdjustmentItemRow>> {
	const rows = await read
		.select()
		.from(adjustmentItem)
		.where(eq(adjustmentItem.adjustmentId, adjustmentId))
		.orderBy(asc(adjustmentItem.id));
	return new Map(rows.flatMap((row) => (row.measureId === null ? [] : [[row.measureId, row] as const])));
}

/** A stored edit of a measure, with the version it was made from. */
export interface StoredEdit {
	madeFrom: number;
	edit: MeasureEdit;
}

/** A new measure's place and texts, stored until the adjustment is adopted. */
export interface Addition extends CodeRequest {
	edit: MeasureEdit;
}

/** An adjustment's item for a new measure. */
export interface AdditionItem {
	item: AdjustmentItemRow;
	addition: Addition;
}

/** Returns the new measures of an adjustment in the order they were created. */
export async function additionsOf(read: Queryable, adjustmentId: number): Promise<AdditionItem[]> {
	const rows = await read
		.select()
		.from(adjustmentItem)
		.where(and(eq(adjustmentItem.adjustmentId, adjustmentId), isNull(adjustmentItem.measureId)))
		.orderBy(asc(adjustmentItem.id));
	return rows.map((item) => ({ item, addition: item.outcome as unknown as Addition }));
}

/** A measure with its recommendation and SSU's decision. */
export interface AdjustmentItem {
	measure: SnapshotMeasure;
	recommended: AdjustmentKind | null;
	item: AdjustmentItemRow | null;
}

/** Returns an item for each proposed or ongoing measure, by code. */
export async function adjustmentItems(
	read: Queryable,
	plan: Plan,
	adjustmentId: number,
	now: Date
): Promise<AdjustmentItem[]> {
	const snapshot = await loadPlanSnapshot(read, plan, { of: 'latest', audience: 'members' }, now);
	const rows = await itemRowsByMeasure(read, adjustmentId);
	return snapshot.measures
		.filter(({ lifecycle }) => lifecycle !== 'completed' && lifecycle !== 'discontinued')
		.map((measure) => ({
			measure,
			recommended: recommendedAdjustment(measure),
			item: rows.get(measure.id) ?? null
		}));
}

/** Returns who last changed an adjustment's item and when, or null if nobody has. */
export async function lastItemChange(
	read: Queryable,
	{ planId, year, ...about }: { planId: number; year: number } & ({ measure: string } | { item: number })
) {
	const [key, value] = 'measure' in about ? ['$.measure', about.measure] : ['$.item', about.item];
	const [found] = await read
		.select({ at: event.at, by: event.by })
		.from(event)
		.where(
			and(
				eq(event.planId, planId),
				eq(event.noun, 'adjustment'),
				eq(event.nounId, String(year)),
				eq(sql`json_extract(${event.after}, ${key})`, value)
			)
		)
		.orderBy(desc(event.seq))
		.limit(1);
	return found ?? null;
}

/** Recommendations for the plan's measures, and the new measures. */
export interface AdjustmentItems {
	items: readonly AdjustmentItem[];
	additions: readonly AdditionItem[];
}

/** Returns the error field of a new measure, which has no code yet. */
export function additionField(item: { id: number }): string {
	return `new-${item.id}`;
}

/** True if there is a recommendation that SSU has neither accepted nor rejected. */
export function isUndecided({ recommended, item }: AdjustmentItem): boolean {
	return needsDisposition(recommended) && (item === null || item.stance === 'open');
}

/** Returns the codes of undecided items; new measures by `additionField`. */
export function undecidedItems({ items, additions }: AdjustmentItems): string[] {
	return [
		...items.filter(isUndecided).map(({ measure }) => measure.code),
		...additions.flatMap(({ item }) => (item.stance === 'open' ? [additionField(item)] : []))
	];
}
