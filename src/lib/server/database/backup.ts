import { chmod, rename, rm } from 'node:fs/promises';
import { openDatabase, type Database } from './database';
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
