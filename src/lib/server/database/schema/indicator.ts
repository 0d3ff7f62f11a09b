import { sql } from 'drizzle-orm';
import { check, index, integer, real, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { IndicatorDirection, ReadingGap } from '$lib/domain/indicator';
import { date, id, instant, localized } from './columns';
import { measure } from './measure';

/** A figure that shows if a measure works. */
export const indicator = sqliteTable(
	'indicator',
	{
		id: id(),
		measureId: text()
			.notNull()
			.references(() => measure.id),
		place: integer().notNull(),
		name: localized().notNull(),
		/** Unit of a reading, as in "per cent" or "patients". */
		unit: localized().notNull(),
		direction: text().$type<IndicatorDirection>().notNull(),
		baseline: real(),
		baselineOn: date(),
		source: text(),
		endedOn: date()
	},
	(table) => [index('indicator_by_measure').on(table.measureId)]
);

const ofIndicator = () =>
	integer()
		.notNull()
		.references(() => indicator.id);

/** An indicator's expected value at the end of a year. */
export const indicatorTarget = sqliteTable(
	'indicator_target',
	{
		id: id(),
		indicatorId: ofIndicator(),
		year: integer().notNull(),
		value: real().notNull()
	},
	(table) => [unique().on(table.indicatorId, table.year)]
);

/** An indicator's value on a day, or the reason why it has none. */
export const indicatorReading = sqliteTable(
	'indicator_reading',
	{
		id: id(),
		indicatorId: ofIndicator(),
		on: date().notNull(),
		value: real(),
		/** Set if there is no value. */
		gap: text().$type<ReadingGap>(),
		source: text().notNull().default(''),
		by: text().notNull(),
		at: instant().notNull()
	},
	(table) => [
		unique().on(table.indicatorId, table.on),
		check('indicator_reading_value_or_gap', sql`("value" is null) <> ("gap" is null)`)
	]
);
