import { sql } from 'drizzle-orm';
import type { Queryable } from '$lib/server/database/database';

/** Returns the columns of all tables, indexes included, that have a text in a row: "event.after". */
export async function columnsWith(read: Queryable, sought: RegExp): Promise<string[]> {
	const tables = await read.all<{ name: string }>(
		sql`select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`
	);
	const found = new Set<string>();
	for (const table of tables)
		for (const row of await read.all<Record<string, unknown>>(sql.raw(`select * from "${table.name}"`)))
			for (const [column, value] of Object.entries(row)) {
				const text = value instanceof ArrayBuffer ? Buffer.from(value).toString('utf8') : String(value);
				if (sought.test(text)) found.add(`${table.name}.${column}`);
			}
	return [...found].sort();
}
