import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns';
import { person } from './person';

/** Current editors and when they last were active. Deleted when they leave. */
export const editing = sqliteTable(
	'editing',
	{
		noun: text().notNull(),
		nounId: text().notNull(),
		personId: integer()
			.notNull()
			.references(() => person.id),
		name: text().notNull(),
		at: instant().notNull()
	},
	(table) => [
		primaryKey({ columns: [table.noun, table.nounId, table.personId] }),
		index('editing_by_at').on(table.at)
	]
);
