import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createClient } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { openDatabase } from '$lib/server/database/database';
import { Failure, type Command } from './command';
import { configuredFile, withDatabase } from './storage';
import { faultsOfStorage } from './verify';

/** Accounts are in it: for its owner's eyes alone. */
const ownerOnly = 0o600;

export const backup: Command = {
	usage: 'FILE',
	summary: 'write a whole copy of the database, also while it is in use',
	async run({ positionals: [named = ''], path, print }) {
		configuredFile();
		const file = path(named);
		if (existsSync(file)) throw new Failure(`${named} is there already; a backup overwrites nothing.`);
		if (!existsSync(dirname(file))) throw new Failure(`There is no folder ${dirname(file)}.`);
		await withDatabase((db) => db.read.run(sql`VACUUM INTO ${file}`));
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
			await leave(target);
		}
		await mkdir(dirname(target), { recursive: true });
		const copy = `${target}.restoring`;
		try {
			await copyFile(file, copy);
			await chmod(copy, ownerOnly);
			await check(copy, named);
			// A crash leaves either the one or the other whole.
			await rename(copy, target);
		} finally {
			for (const part of [copy, `${copy}-wal`, `${copy}-shm`, `${target}-wal`, `${target}-shm`])
				await rm(part, { force: true });
		}
		print(`Restored ${named} to ${target}.`);
	}
};

/** Makes sure that no process has the database open: only then may its journal mode be changed. */
async function leave(target: string): Promise<void> {
	const client = createClient({ url: `file:${target}` });
	try {
		await client.execute('PRAGMA journal_mode = DELETE');
	} catch (error) {
		// One that is damaged is what backups are for.
		if (/locked|busy/i.test((error as Error).message))
			throw new Failure(`${target} is in use; stop the application first.`);
	} finally {
		client.close();
	}
}

async function check(copy: string, named: string): Promise<void> {
	const faults = await faultsOf(copy).catch(() => ['it is no database of this program']);
	if (faults.length > 0) throw new Failure(`${named} is not restored: ${faults[0]}.`);
}

async function faultsOf(file: string): Promise<string[]> {
	const database = await openDatabase({ url: `file:${file}` });
	try {
		await database.read.all(sql`select 1 from __drizzle_migrations`);
		return await faultsOfStorage(database);
	} finally {
		database.close();
	}
}
