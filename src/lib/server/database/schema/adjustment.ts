import { index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { AdjustmentKind, AdjustmentState, Disposition } from '$lib/domain/adjustment';
import { id, instant, version } from './columns';
import { measure } from './measure';
import { plan } from './plan';

/** The year's set of changes to a plan, which SSU adopts as one. */
export const adjustment = sqliteTable(
	'adjustment',
	{
		id: id(),
		planId: integer()
			.notNull()
			.references(() => plan.id),
		/** The year the adjusted plan is for. */
		year: integer().notNull(),
		state: text().$type<AdjustmentState>().notNull(),
		/** Where it was adopted: the meeting and item, in words. */
		decision: text(),
		/** What it changed, canonical JSON. Set as it is adopted, and never changed again. */
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

/** What one measure's report recommends, or a new measure: taken or left, each with its reason. */
export const adjustmentItem = sqliteTable(
	'adjustment_item',
	{
		id: id(),
		adjustmentId: integer()
			.notNull()
			.references(() => adjustment.id),
		/** Null for a measure that is to be new. */
		measureId: text().references(() => measure.id),
		kind: text().$type<AdjustmentKind>().notNull(),
		stance: text().$type<Disposition>().notNull().default('open'),
		reason: text().notNull().default(''),
		/** The measure as it is to be, where it differs from what stands; the shape of an edit. */
		outcome: text({ mode: 'json' }).$type<Record<string, unknown>>(),
		version: version()
	},
	(table) => [index('adjustment_item_by_adjustment').on(table.adjustmentId)]
);
