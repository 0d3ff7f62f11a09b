import { index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { AdjustmentKind, AdjustmentState, Disposition } from '$lib/domain/adjustment';
import { id, instant, version } from './columns';
import { measure } from './measure';
import { plan } from './plan';

/** A year's set of changes to a plan, adopted by SSU as a whole. */
export const adjustment = sqliteTable(
	'adjustment',
	{
		id: id(),
		planId: integer()
			.notNull()
			.references(() => plan.id),
		/** Year of the adjusted plan. */
		year: integer().notNull(),
		state: text().$type<AdjustmentState>().notNull(),
		/** Meeting and item of the adoption, as text. */
		decision: text(),
		/** The changes as canonical JSON. Set at adoption, and never changed. */
		content: text(),
		/** SHA-256 over the content's UTF-8 bytes, in hex. */
		sha256: text(),
		openedAt: instant().notNull(),
		adoptedAt: instant(),
		adoptedBy: text(),
		version: version()
	},
	(table) => [unique().on(table.planId, table.year)]
);

/** A measure's recommendation, or a new measure: pending, accepted or rejected, with a reason. */
export const adjustmentItem = sqliteTable(
	'adjustment_item',
	{
		id: id(),
		adjustmentId: integer()
			.notNull()
			.references(() => adjustment.id),
		/** Null for a new measure. */
		measureId: text().references(() => measure.id),
		kind: text().$type<AdjustmentKind>().notNull(),
		stance: text().$type<Disposition>().notNull().default('open'),
		reason: text().notNull().default(''),
		/** The adjusted measure where it differs from the current one, in the shape of an edit. */
		outcome: text({ mode: 'json' }).$type<Record<string, unknown>>(),
		version: version()
	},
	(table) => [index('adjustment_item_by_adjustment').on(table.adjustmentId)]
);
