import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * A random token for each table that public pages read, replaced whenever a row changes. Written by database triggers
 * (see `../table-versions`), so that changes by other processes count as well.
 */
export const tableVersion = sqliteTable('table_version', {
	of: text().primaryKey(),
	version: text().notNull()
});
