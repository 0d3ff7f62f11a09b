import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openDatabase } from '$lib/server/database/database';
import { copyInto, isInUse, isOurs, storageFaults } from '$lib/server/database/storage';
import { Failure, type Command } from './command';
import { configuredFile, withDatabase } from './storage';

/** File mode of a backup, which contains accounts. */
const ownerOnly = 0o600;

export const backup: Command = {
	usage: 'FILE',
	summary: 'write a whole copy of the database, also while it is in use',
	async run({ positionals: [named = ''], path, print }) {
		configuredFile();
		const file = path(named);
		if (existsSync(file)) throw new Failure(`${named} is there already; a backup overwrites nothing.`);
		if (!existsSync(dirname(file))) throw new Failure(`There is no folder ${dirname(file)}.`);
		await withDatabase((database) => copyInto(database, file));
		await chmod(file, ownerOnly);
		print(`Backed up ${configuredFile()} to ${named}.`);
	}
};

export const restore: Command = {
	usage: 'FILE [--force]',
	summary: 'put a backup in the database’s place; --force overwrites the one that is there',
	options: { force: { type: 'boolean' } },
	async run({ positionals: [named = ''], path, flag, print }) {
		const [file, target] = [path(named), configuredFile()];
		if (!existsSync(file)) throw new Failure(`There is no file ${named}.`);
		if (existsSync(target)) {
			if (!flag('force')) throw new Failure(`${target} is there already; --force overwrites it.`);
			if (await isInUse(target)) throw new Failure(`${target} is in use; stop the application first.`);
		}
		await mkdir(dirname(target), { recursive: true });
		const copy = `${target}.restoring`;
		try {
			await copyFile(file, copy);
			await chmod(copy, ownerOnly);
			await check(copy, named);
			// SQLite would apply the old database's log to the new one.
			for (const log of logsOf(target)) await rm(log, { force: true });
			// Renaming is atomic: a crash leaves one whole database.
			await rename(copy, target);
		} finally {
			for (const rest of [copy, ...logsOf(copy)]) await rm(rest, { force: true });
		}
		print(`Restored ${named} to ${target}.`);
	}
};

/** Returns the files that SQLite keeps beside an open database. */
function logsOf(file: string): string[] {
	return [`${file}-wal`, `${file}-shm`];
}

/** @throws Failure if the file is damaged or is not a database of this program */
async function check(copy: string, named: string): Promise<void> {
	const foreign = ['it is no database of this program'];
	const faults = await faultsOf(copy).catch(() => foreign);
	if (faults.length > 0) throw new Failure(`${named} is not restored: ${faults[0]}.`);

	async function faultsOf(file: string): Promise<string[]> {
		const database = await openDatabase({ url: `file:${file}` });
		try {
			return (await isOurs(database)) ? await storageFaults(database) : foreign;
		} finally {
			database.close();
		}
	}
}
