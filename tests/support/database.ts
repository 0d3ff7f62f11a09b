import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeEach } from 'vitest';
import { closeDatabaseSnapshots } from '../../src/lib/server/database/database-snapshot';
import { openDatabase, type Database } from '../../src/lib/server/database/database';
import { migrateDatabase } from '../../src/lib/server/database/migrations';

export interface TemporaryDatabase extends Database {
	/** Where it is, for opening it a second time as another process would. */
	url: string;
}

const folder = mkdtempSync(join(tmpdir(), 'framdrift-test-'));
let template: Promise<string> | undefined;
let inTest = false;
let made = 0;

/** Opened within a test, or for all tests of a suite. */
const open = { test: [] as TemporaryDatabase[], suite: [] as TemporaryDatabase[] };

/**
 * A migrated, empty database in a file of its own. Made in a test or in `beforeEach` it is closed
 * and removed when that test ends; made in `beforeAll`, when the file's tests have ended.
 */
export async function temporaryDatabase(): Promise<TemporaryDatabase> {
	template ??= migratedTemplate();
	const path = join(folder, `${++made}.db`);
	copyFileSync(await template, path);
	const url = `file:${path}`;
	const database = { ...(await openDatabase({ url })), url };
	open[inTest ? 'test' : 'suite'].push(database);
	return database;
}

/** Migrates once a process; every database is a copy of this file. */
async function migratedTemplate(): Promise<string> {
	const path = join(folder, 'template.db');
	const database = await openDatabase({ url: `file:${path}` });
	await migrateDatabase(database);
	// What is still in the log must be in the file before the file is copied.
	await database.read.run(sql`PRAGMA wal_checkpoint(TRUNCATE)`);
	database.close();
	return path;
}

function discard(databases: TemporaryDatabase[]): void {
	for (const database of databases.splice(0)) {
		void closeDatabaseSnapshots(database);
		database.close();
		for (const suffix of ['', '-wal', '-shm'])
			rmSync(database.url.slice('file:'.length) + suffix, { force: true });
	}
}

beforeEach(() => void (inTest = true));
afterEach(() => {
	inTest = false;
	discard(open.test);
});
afterAll(() => {
	discard(open.suite);
	rmSync(folder, { recursive: true, force: true });
});
