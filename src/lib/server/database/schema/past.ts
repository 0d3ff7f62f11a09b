import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Every row the plan has consisted of, and from which event on: what `?at=` is read from. Written by
 * the database's own triggers (see `../history-triggers`), so that no command can forget it.
 */
export const past = sqliteTable(
	'past',
	{
		/** The event that made it so. */
		seq: integer().notNull(),
		/** The row's table. */
		of: text().notNull(),
		/** The row's key in its table. */
		key: text().notNull(),
		/** The whole row as JSON; null once it was taken away. */
		row: text()
	},
	(table) => [primaryKey({ columns: [table.of, table.key, table.seq] }), index('past_by_seq').on(table.seq)]
);
