import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/libsql/migrator';
import type { Database } from './database';
import { installHistoryTriggers } from './history-triggers';
import { installVersionTriggers } from './table-versions';

/** Migrates the tables to this version of the program, and installs the triggers for history and versions. */
export async function migrateDatabase(database: Database): Promise<void> {
	await runMigrations(database);
	await database.replica?.isCurrent();
	await installHistoryTriggers(database);
	await installVersionTriggers(database);
	// On a server, that is one of the states it recovers from.
	if (database.replica) return;
	// A database that cannot be written would else be found by the first change: SQLite begins a transaction on it.
	await database.write((tx) => tx.run(sql`update table_version set version = version where 0`));
}

/** Migrates the tables to this version of the program. */
export async function runMigrations({ origin }: Pick<Database, 'origin'>): Promise<void> {
	await migrate(origin, { migrationsFolder: 'drizzle' });
}

/** True if the database answers and all `expected` migrations have run. */
export async function isFullyMigrated(database: Database, expected: number): Promise<boolean> {
	const rows = await database.read.all<{ count: number }>(
		sql`select count(*) as count from __drizzle_migrations`
	);
	return rows[0]?.count === expected;
}
