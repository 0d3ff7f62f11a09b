import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Every version of the plan's rows, by the event that wrote it: the source of `?at=`. Written by database
 * triggers (see `../history-triggers`), so that no command can omit it.
 */
export const past = sqliteTable(
	'past',
	{
		/** The event that wrote the version. */
		seq: integer().notNull(),
		/** The row's table. */
		of: text().notNull(),
		/** The row's key in its table. */
		key: text().notNull(),
		/** The whole row as JSON; null if it was deleted. */
		row: text()
	},
	(table) => [primaryKey({ columns: [table.of, table.key, table.seq] }), index('past_by_seq').on(table.seq)]
);
