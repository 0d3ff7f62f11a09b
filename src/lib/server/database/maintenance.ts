import { createClient } from '@libsql/client';
import { sql } from 'drizzle-orm';
import type { Database } from './database';

/**
 * Writes a whole copy of a database to a file, also while others change it.
 *
 * @param file a path at which there is nothing
 */
export async function copyDatabaseTo({ read }: Database, file: string): Promise<void> {
	await read.run(sql`VACUUM INTO ${file}`);
}

/** Brings what still stands in the log into the database's one file, so that it can be copied. */
export async function checkpointLog({ read }: Database): Promise<void> {
	await read.run(sql`PRAGMA wal_checkpoint(TRUNCATE)`);
}

/** What SQLite finds: damaged pages and indexes, references that lead nowhere. One sentence each. */
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

/** Whether the database has been migrated by a version of this program. */
export async function isFramdriftDatabase({ read }: Database): Promise<boolean> {
	const rows = await read.all(
		sql`select 1 from sqlite_master where type = 'table' and name = '__drizzle_migrations'`
	);
	return rows.length > 0;
}

/**
 * Whether anyone has the database of a file open: only where nobody has may its journal mode be
 * changed. A file that is damaged beyond opening is not in use.
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
