import { index, integer, primaryKey, real, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { MeasureDerivation, Lifecycle, MeasureOrigin } from '$lib/domain/measure/measure';
import type { WebLink } from '$lib/domain/measure/web-link';
import { date, flag, id, localized, version } from './columns';
import { body, partner } from './partnership';
import { coreValue, driver, focusArea, plan } from './plan';

export const measure = sqliteTable(
	'measure',
	{
		/** Does not change with code, title or area; readable, as in "hjemmesykehus". */
		id: text().primaryKey(),
		planId: integer()
			.notNull()
			.references(() => plan.id),
		code: text().notNull(),
		title: localized().notNull(),
		summary: localized(),
		/** The primary area; null for measures across areas. */
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
		/** Null for none. */
		links: text({ mode: 'json' }).$type<WebLink[]>(),
		/** True if each partner introduces the measure itself and reports its progress. */
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

/** Further areas of a measure. */
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

/** Core values of a measure. */
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

/** Challenges and opportunities that a measure addresses. */
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

/** Participating partners of a measure. */
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

/** Measures of the same plan that a measure was merged or split from. */
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
 * The measure of the previous plan that a measure continues, by its id and name then. It has no reference,
 * because that plan may be in another database or be imported later.
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
