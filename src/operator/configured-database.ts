import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readOneConfig } from '$lib/server/host-databases';
import { databaseFile, openDatabase, type Database } from '$lib/server/database/database';
import { probeServer } from '$lib/server/database/server-client';
import { newerDatabaseError, schemaVersion, upgradeDatabase } from '$lib/server/database/upgrade';
import { CommandError } from './command';

/**
 * Returns the path of the configured database file.
 *
 * @throws CommandError if the database is a server
 */
export function configuredDatabaseFile(): string {
	const { DATABASE_URL } = readOneConfig(process.env);
	const file = databaseFile(DATABASE_URL);
	if (file === null)
		throw new CommandError('DATABASE_URL is a database server; docs/operations.md says how to restore one.');
	return file;
}

/** True if the configured database is a server, or a file that exists. */
export function hasDatabase(): boolean {
	const { DATABASE_URL } = readOneConfig(process.env);
	return !DATABASE_URL.startsWith('file:') || existsSync(configuredDatabaseFile());
}

/** Runs `work` on the configured database, and closes it. @throws CommandError if there is none */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
	if (!hasDatabase()) throw new CommandError(`There is no database at ${configuredDatabaseFile()}.`);
	return withOpenDatabase(work);
}

/** Like `withDatabase`, but requires the schema of this version. */
export async function withCurrentDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
	return withDatabase(async (database) => {
		const version = await schemaVersion(database);
		if (version === 'newer') throw new CommandError(newerDatabaseError);
		if (version !== 'current')
			throw new CommandError('The database is another version’s; npm start brings it up to date.');
		return work(database);
	});
}

/** Like `withDatabase`, but creates or migrates the database first. */
export async function withMigratedDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
	const { DATABASE_URL } = readOneConfig(process.env);
	if (DATABASE_URL.startsWith('file:')) await mkdir(dirname(configuredDatabaseFile()), { recursive: true });
	return withOpenDatabase(async (database) => {
		await upgradeDatabase(database, DATABASE_URL);
		return work(database);
	});
}

/** Milliseconds that a command waits for a database server to say that it is there. */
const serverPatience = 5_000;

/** Asks a database server whether it is there, before a command waits for statement after statement. @throws if not */
export async function requireServer(url: string): Promise<void> {
	if (databaseFile(url) === null) await probeServer(url, serverPatience);
}

async function withOpenDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
	const config = readOneConfig(process.env);
	// The replica belongs to the process that follows the primary, which also checkpoints the log of a file.
	const location = { url: config.DATABASE_URL, authToken: config.DATABASE_AUTH_TOKEN };
	await requireServer(location.url);
	const database = await openDatabase(location, { checkpoints: false });
	try {
		return await work(database);
	} finally {
		database.close();
	}
}
