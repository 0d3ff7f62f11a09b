import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openDatabase } from '$lib/server/database/database';
import {
	copyDatabaseTo,
	isDatabaseFileOpen,
	isFramdriftDatabase,
	checkIntegrity
} from '$lib/server/database/maintenance';
import { CommandError, type Command } from './command';
import { configuredDatabaseFile, withDatabase } from './configured-database';

/** File mode of a backup, which contains accounts. */
const ownerOnly = 0o600;

export const backup: Command = {
	usage: 'FILE',
	summary: 'write a whole copy of the database, also while it is in use',
	async run({ positionals: [named = ''], resolvePath, print }) {
		configuredDatabaseFile();
		const file = resolvePath(named);
		if (existsSync(file)) throw new CommandError(`${named} already exists; a backup overwrites nothing.`);
		if (!existsSync(dirname(file))) throw new CommandError(`There is no folder ${dirname(file)}.`);
		await withDatabase((database) => copyDatabaseTo(database, file));
		await chmod(file, ownerOnly);
		print(`Backed up ${configuredDatabaseFile()} to ${named}.`);
	}
};

export const restore: Command = {
	usage: 'FILE [--force]',
	summary: 'put a backup in the database’s place; --force overwrites the one that is there',
	options: { force: { type: 'boolean' } },
	async run({ positionals: [named = ''], resolvePath, hasFlag, print }) {
		const [file, target] = [resolvePath(named), configuredDatabaseFile()];
		if (!existsSync(file)) throw new CommandError(`There is no file ${named}.`);
		if (existsSync(target)) {
			if (!hasFlag('force')) throw new CommandError(`${target} already exists; --force overwrites it.`);
			if (await isDatabaseFileOpen(target))
				throw new CommandError(`${target} is in use; stop the application first.`);
		}
		await mkdir(dirname(target), { recursive: true });
		const copy = `${target}.restoring`;
		try {
			await copyFile(file, copy);
			await chmod(copy, ownerOnly);
			await checkBackup(copy, named);
			// SQLite would apply the old database's log to the new one.
			for (const log of walFilesOf(target)) await rm(log, { force: true });
			// Renaming is atomic: a crash leaves one whole database.
			await rename(copy, target);
		} finally {
			for (const rest of [copy, ...walFilesOf(copy)]) await rm(rest, { force: true });
		}
		print(`Restored ${named} to ${target}.`);
	}
};

/** Returns the files that SQLite keeps beside an open database. */
function walFilesOf(file: string): string[] {
	return [`${file}-wal`, `${file}-shm`];
}

/** @throws CommandError if the file is damaged or is not a database of this program */
async function checkBackup(copy: string, named: string): Promise<void> {
	const foreign = ['it is no database of this program'];
	const faults = await faultsOf(copy).catch(() => foreign);
	if (faults.length > 0) throw new CommandError(`${named} is not restored: ${faults[0]}.`);

	async function faultsOf(file: string): Promise<string[]> {
		const database = await openDatabase({ url: `file:${file}` });
		try {
			return (await isFramdriftDatabase(database)) ? await checkIntegrity(database) : foreign;
		} finally {
			database.close();
		}
	}
}
