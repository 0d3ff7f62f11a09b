import { index, integer, primaryKey, real, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { MeasureDerivation, Lifecycle, MeasureOrigin } from '$lib/domain/measure/measure';
import { date, flag, id, localized, version } from './columns';
import { body, partner } from './partnership';
import { coreValue, driver, focusArea, plan } from './plan';

export const measure = sqliteTable(
	'measure',
	{
		/** Stays when code, title or area change; readable, as in "hjemmesykehus". */
		id: text().primaryKey(),
		planId: integer()
			.notNull()
			.references(() => plan.id),
		code: text().notNull(),
		title: localized().notNull(),
		summary: localized(),
		/** The primary area; null for measures across the areas. */
		areaId: integer().references(() => focusArea.id),
		origin: text().$type<MeasureOrigin>().notNull(),
		lifecycle: text().$type<Lifecycle>().notNull(),
		bodyId: integer().references(() => body.id),
		contact: text(),
		targetGroup: localized(),
		expectedEffect: localized(),
		startsOn: date(),
		deadline: date(),
		deadlineWords: text(),
		weight: real().notNull().default(1),
		source: text(),
		note: localized(),
		/** Introduced at home, party by party: each partner reports how far it has come. */
		introducedAtHome: flag().notNull().default(false),
		version: version()
	},
	(table) => [unique().on(table.planId, table.code), index('measure_by_area').on(table.areaId)]
);

const ofMeasure = () =>
	text()
		.notNull()
		.references(() => measure.id);

export const milestone = sqliteTable(
	'milestone',
	{
		id: id(),
		measureId: ofMeasure(),
		title: localized().notNull(),
		due: date().notNull(),
		doneOn: date()
	},
	(table) => [index('milestone_by_measure').on(table.measureId)]
);

/** Further areas a measure belongs to. */
export const measureArea = sqliteTable(
	'measure_area',
	{
		measureId: ofMeasure(),
		areaId: integer()
			.notNull()
			.references(() => focusArea.id)
	},
	(table) => [primaryKey({ columns: [table.measureId, table.areaId] })]
);

/** The core values a measure is to live up to. */
export const measureValue = sqliteTable(
	'measure_value',
	{
		measureId: ofMeasure(),
		valueId: integer()
			.notNull()
			.references(() => coreValue.id)
	},
	(table) => [primaryKey({ columns: [table.measureId, table.valueId] })]
);

/** The challenges and opportunities a measure answers. */
export const measureDriver = sqliteTable(
	'measure_driver',
	{
		measureId: ofMeasure(),
		driverId: integer()
			.notNull()
			.references(() => driver.id)
	},
	(table) => [primaryKey({ columns: [table.measureId, table.driverId] })]
);

/** The partners that take part. */
export const measurePartner = sqliteTable(
	'measure_partner',
	{
		measureId: ofMeasure(),
		partnerId: integer()
			.notNull()
			.references(() => partner.id)
	},
	(table) => [primaryKey({ columns: [table.measureId, table.partnerId] })]
);

/** The measures of its own plan that a measure came from, by merging or by splitting. */
export const measureOrigin = sqliteTable(
	'measure_origin',
	{
		measureId: ofMeasure(),
		fromId: ofMeasure(),
		how: text().$type<MeasureDerivation>().notNull()
	},
	(table) => [primaryKey({ columns: [table.measureId, table.fromId] })]
);

/**
 * The measure of the plan before that a measure was carried on from, by its id and as it was called then.
 * No reference: the plan before may be in another database, or come into this one later.
 */
export const measureBefore = sqliteTable(
	'measure_before',
	{
		measureId: ofMeasure().primaryKey(),
		beforeId: text().notNull(),
		code: text().notNull(),
		title: localized().notNull()
	},
	(table) => [index('measure_before_by_id').on(table.beforeId)]
);
