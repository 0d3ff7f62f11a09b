import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { closeDatabaseSnapshots } from '../../src/lib/server/database/database-snapshot';
import { openDatabase, type Database } from '../../src/lib/server/database/database';
import { migrateDatabase } from '../../src/lib/server/database/migrations';
import { checkpointLog } from '../../src/lib/server/database/maintenance';
import { madeOnce } from './made-once';

export interface TemporaryDatabase extends Database {
	/** Where it is, for opening it a second time as another process would. */
	url: string;
}

const folder = mkdtempSync(join(inject('folder'), 'file-'));
let inTest = false;
let made = 0;

/** Opened within a test, or for all tests of a suite. */
const open = { test: [] as TemporaryDatabase[], suite: [] as TemporaryDatabase[] };

/**
 * A database in a file of its own: migrated and empty, or a copy of `template`. Made in a test or in
 * `beforeEach` it is closed and removed when that test ends; made in `beforeAll`, when the file's tests
 * have ended.
 */
export async function temporaryDatabase(
	template: Promise<string> = emptyTemplate()
): Promise<TemporaryDatabase> {
	const path = join(folder, `${++made}.db`);
	copyFileSync(await template, path);
	const url = `file:${path}`;
	const database = { ...(await openDatabase({ url })), url };
	open[inTest ? 'test' : 'suite'].push(database);
	return database;
}

/**
 * Returns the path of a database file that is filled once a run, as a template for `temporaryDatabase`.
 *
 * @param name names the file with everything `fill` depends on, apart from the source
 */
export function templateDatabase(
	name: string,
	fill: (database: Database) => Promise<unknown>
): Promise<string> {
	return madeOnce(`${name}.db`, async (path) => {
		const database = await openDatabase({ url: `file:${path}` });
		await migrateDatabase(database);
		await fill(database);
		// What is still in the log must be in the file before the file is copied.
		await checkpointLog(database);
		database.close();
	});
}

function emptyTemplate(): Promise<string> {
	return templateDatabase('empty', () => Promise.resolve());
}

function discard(databases: TemporaryDatabase[]): void {
	for (const database of databases.splice(0)) {
		void closeDatabaseSnapshots(database);
		database.close();
		for (const suffix of ['', '-wal', '-shm'])
			rmSync(database.url.slice('file:'.length) + suffix, { force: true });
	}
}

/** Called by the hooks of every test file. */
export const databaseLifetime = {
	testBegins: () => void (inTest = true),
	testEnded() {
		inTest = false;
		discard(open.test);
	},
	fileEnded: () => discard(open.suite)
};
