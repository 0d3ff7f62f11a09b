import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';

/** The number of the last commit on a database server, in the only row. A database file does not count. */
export const commitCount = sqliteTable('commit_count', {
	id: integer().primaryKey(),
	number: integer().notNull()
});
