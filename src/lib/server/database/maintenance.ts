import { createClient } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { checkpoint } from './checkpoint';
import type { Database } from './database';

/**
 * Writes a copy of a database to a file, also while the database is in use.
 *
 * @param file a path that does not exist
 */
export async function copyDatabaseTo({ read }: Database, file: string): Promise<void> {
	await read.run(sql`VACUUM INTO ${file}`);
}

/** Returns the files that SQLite keeps beside an open database. */
export function walFilesOf(file: string): string[] {
	return [`${file}-wal`, `${file}-shm`];
}

/** Writes the contents of the write-ahead log to the database file, so that the file can be copied. */
export async function checkpointLog({ read }: Pick<Database, 'read'>): Promise<void> {
	await checkpoint(read.$client);
}

/**
 * Returns the errors that SQLite finds, one sentence each: damaged pages and indexes, and broken references.
 */
export async function checkIntegrity({ read }: Database): Promise<string[]> {
	const integrity = await read.all<{ integrity_check: string }>(sql`PRAGMA integrity_check`);
	const references = await read.all<{ table: string; rowid: number; parent: string }>(
		sql`PRAGMA foreign_key_check`
	);
	return [
		...integrity.map((one) => one.integrity_check).filter((said) => said !== 'ok'),
		...references.map((one) => `${one.table}, row ${one.rowid}: refers to no row of ${one.parent}`)
	];
}

/** Returns the version of SQLite in the driver. */
export async function sqliteVersion({ read }: Database): Promise<string> {
	const [row] = await read.all<{ version: string }>(sql`select sqlite_version() as version`);
	return row?.version ?? '';
}

/** True if a version of this program has migrated the database. */
export async function isFramdriftDatabase({ read }: Database): Promise<boolean> {
	const rows = await read.all(
		sql`select 1 from sqlite_master where type = 'table' and name = '__drizzle_migrations'`
	);
	return rows.length > 0;
}

/**
 * True if any process has the database file open. Its journal mode can only be changed while none has. False
 * for a file too damaged to open.
 */
export async function isDatabaseFileOpen(file: string): Promise<boolean> {
	const client = createClient({ url: `file:${file}` });
	try {
		await client.execute('PRAGMA journal_mode = DELETE');
		return false;
	} catch (error) {
		return /locked|busy/i.test((error as Error).message);
	} finally {
		client.close();
	}
}
