import { getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as schema from './schema';

/** Every table of the application. */
export const tableNames: ReadonlySet<string> = new Set(
	Object.values(schema).flatMap((one) => (is(one, SQLiteTable) ? [getTableName(one)] : []))
);
