import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns';
import { person } from './person';
import { plan } from './plan';

/**
 * What happened: one row a change, written in the same turn as the change and never altered.
 * `seq` is also the database's version number for whatever is derived from it.
 */
export const event = sqliteTable(
	'event',
	{
		seq: integer().primaryKey({ autoIncrement: true }),
		/** Null for what concerns no plan, such as people. */
		planId: integer().references(() => plan.id),
		at: instant().notNull(),
		/** The person's name as it was; null where the installation itself acted. */
		by: text(),
		personId: integer().references(() => person.id),
		/** The command, as in "submit-evaluation". */
		verb: text().notNull(),
		noun: text().notNull(),
		nounId: text().notNull(),
		/** The changed fields as they were and as they became. */
		before: text({ mode: 'json' }).$type<Record<string, unknown>>(),
		after: text({ mode: 'json' }).$type<Record<string, unknown>>(),
		reason: text()
	},
	(table) => [index('event_by_noun').on(table.noun, table.nounId)]
);
