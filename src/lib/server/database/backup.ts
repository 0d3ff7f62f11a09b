import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database, type DatabaseLocation } from './database';
import { checkIntegrity, copyDatabaseTo, isFramdriftDatabase, walFilesOf } from './maintenance';

/** File mode of a backup, which contains accounts. */
export const ownerOnly = 0o600;

/**
 * Writes a copy of a database, reads it back, and only then gives it its name.
 *
 * @param file a path that does not exist
 * @throws if the copy could not be written or has a fault
 */
export async function writeBackup(database: Database, file: string): Promise<void> {
	const part = `${file}.part`;
	try {
		await rm(part, { force: true });
		await copyDatabaseTo(database, part);
		await chmod(part, ownerOnly);
		const [fault] = await readBack(part);
		if (fault !== undefined) throw new Error(`The backup cannot be used: ${fault}.`);
		await rename(part, file);
	} finally {
		for (const rest of [part, ...walFilesOf(part)]) await rm(rest, { force: true });
	}
}

/** Writes a copy of a database server's data to a file, and reads it back, as `writeBackup` does. */
export async function backUpServer(location: DatabaseLocation, file: string): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'framdrift-backup-'));
	const copy = join(folder, 'copy.db');
	try {
		(await openDatabase({ ...location, replica: copy })).close();
		const database = await openDatabase({ url: `file:${copy}` });
		try {
			await writeBackup(database, file);
		} finally {
			database.close();
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Returns the faults of a copy; a file that is no database of this program is one. */
export async function readBack(file: string): Promise<string[]> {
	const foreign = ['it is no database of this program'];
	try {
		const copy = await openDatabase({ url: `file:${file}` });
		try {
			return (await isFramdriftDatabase(copy)) ? await checkIntegrity(copy) : foreign;
		} finally {
			copy.close();
		}
	} catch {
		return foreign;
	}
}
