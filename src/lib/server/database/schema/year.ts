import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { WrittenForm } from '$lib/domain/localized';
import { date, flag, id, instant, version } from './columns';
import { partnership } from './partnership';
import { person } from './person';

/** A date that the secretariat enters into the year wheel. */
export const yearDate = sqliteTable(
	'year_date',
	{
		id: id(),
		partnershipId: integer()
			.notNull()
			.references(() => partnership.id),
		day: date().notNull(),
		/** Last day of several; null for a single day. */
		lastDay: date(),
		title: text().notNull(),
		lang: text().$type<WrittenForm>().notNull(),
		/** False if only members see it. */
		public: flag().notNull().default(false),
		version: version()
	},
	(table) => [index('year_date_by_day').on(table.partnershipId, table.day)]
);

/** A person's address for the private calendar; making a new one ends the old. */
export const calendarFeed = sqliteTable('calendar_feed', {
	personId: integer()
		.primaryKey()
		.references(() => person.id),
	tokenHash: text().notNull().unique(),
	madeAt: instant().notNull()
});
