import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/libsql/migrator';
import type { Database } from './database';
import { installHistoryTriggers } from './history-triggers';

/** Brings the tables up to what this version of the program expects, and lets their past be kept. */
export async function migrateDatabase(database: Database): Promise<void> {
	await runMigrations(database);
	await installHistoryTriggers(database);
}

/** Brings the tables up to what this version of the program expects. */
export async function runMigrations({ read }: Database): Promise<void> {
	await migrate(read, { migrationsFolder: 'drizzle' });
}

/** Whether the database answers and every migration in `folder` has been run. */
export async function isFullyMigrated(database: Database, expected: number): Promise<boolean> {
	const rows = await database.read.all<{ count: number }>(
		sql`select count(*) as count from __drizzle_migrations`
	);
	return rows[0]?.count === expected;
}
