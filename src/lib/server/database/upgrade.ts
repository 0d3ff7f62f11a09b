import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { databaseFile, openDatabase, type Database } from './database';
import { checkIntegrity, copyDatabaseTo, isFramdriftDatabase, walFilesOf } from './maintenance';
import { migrateDatabase } from './migrations';
import { outageCause } from './outage';

/** The version of a database's tables, compared with this program's. */
type SchemaVersion = 'none' | 'older' | 'current' | 'newer';

/** Sentence for the operator about a database that this version cannot use. */
export const newerDatabaseError =
	'The database belongs to a newer version of Framdrift. Install that version, or restore a backup from before it.';

/** Compares the last migration of a database with those of this program. */
export async function schemaVersion(database: Database): Promise<SchemaVersion> {
	if (!(await isFramdriftDatabase(database))) return 'none';
	const [row] = await database.read.all<{ last: number | null }>(
		sql`select max(created_at) as last from __drizzle_migrations`
	);
	const known = readMigrationFiles({ migrationsFolder: 'drizzle' }).map(({ folderMillis }) => folderMillis);
	const [last, newest] = [Number(row?.last ?? 0), Math.max(...known)];
	return last === newest ? 'current' : last > newest ? 'newer' : 'older';
}

/**
 * Migrates a database to this version, after trying that on a copy beside its file.
 *
 * @throws Error with one sentence, after which the database is as it was
 */
export async function upgradeDatabase(database: Database, url: string): Promise<void> {
	const version = await schemaVersion(database);
	if (version === 'newer') throw new Error(newerDatabaseError);
	const file = databaseFile(url);
	if (version === 'older' && file !== null) await rehearseMigration(database, `${file}.migrating`);
	if (file !== null) return migrateDatabase(database);
	// A copy can be read while the server is away.
	if (version === 'current' && database.replica?.isConnected === false) return;
	await migrateTogether(database);
}

/** Tries, and the milliseconds between two of them. */
const together = { tries: 6, interval: 500 };

/** Migrates a database server that other processes may be migrating: whoever comes second finds it done. */
async function migrateTogether(database: Database, tries = together.tries): Promise<void> {
	try {
		await migrateDatabase(database);
	} catch (error) {
		if (tries === 1) throw error;
		await pause(together.interval);
		await migrateTogether(database, tries - 1);
	}
}

/** @throws if a copy of the database cannot be migrated, or has a fault afterwards that it did not have before */
async function rehearseMigration(database: Database, copy: string): Promise<void> {
	const remove = () => [copy, ...walFilesOf(copy)].forEach((file) => rmSync(file, { force: true }));
	remove();
	try {
		const before = await checkIntegrity(database);
		await copyDatabaseTo(database, copy);
		const rehearsal = await openDatabase({ url: `file:${copy}` });
		try {
			await migrateDatabase(rehearsal);
			const fault = (await checkIntegrity(rehearsal)).find((one) => !before.includes(one));
			if (fault !== undefined) throw new Error(fault);
		} finally {
			rehearsal.close();
		}
	} catch (error) {
		const reason = outageCause(error) ?? (error instanceof Error ? error.message : String(error));
		throw new Error(`The database was not migrated and is as it was: ${reason}`);
	} finally {
		remove();
	}
}
