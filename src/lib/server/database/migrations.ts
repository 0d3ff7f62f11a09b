import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/libsql/migrator';
import type { Database } from './database';
import { keepPast } from './past';

/** Brings the tables up to what this version of the program expects, and lets their past be kept. */
export async function migrateDatabase(database: Database): Promise<void> {
	await bringTables(database);
	await keepPast(database);
}

/** Brings the tables up to what this version of the program expects. */
export async function bringTables({ read }: Database): Promise<void> {
	await migrate(read, { migrationsFolder: 'drizzle' });
}

/** Whether the database answers and every migration in `folder` has been run. */
export async function isReady(database: Database, expected: number): Promise<boolean> {
	const rows = await database.read.all<{ count: number }>(
		sql`select count(*) as count from __drizzle_migrations`
	);
	return rows[0]?.count === expected;
}
