import { existsSync } from 'node:fs';
import { chmod, chown, copyFile, link, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readOneConfig } from '$lib/server/host-databases';
import { backUpServer, ownerOnly, readBack, writeBackup } from '$lib/server/database/backup';
import { databaseFile, openDatabase } from '$lib/server/database/database';
import { isDatabaseFileOpen, walFilesOf } from '$lib/server/database/maintenance';
import { newerDatabaseError, schemaVersion } from '$lib/server/database/upgrade';
import { CommandError, type Command } from './command';
import { configuredDatabaseFile, requireServer, withDatabase } from './configured-database';
import { verifyDatabase } from './verify';

export const backup: Command = {
	usage: 'FILE',
	summary: 'write a whole copy of the database and read it back, also while it is in use',
	async run({ positionals: [named = ''], resolvePath, print }) {
		const { DATABASE_URL: url, DATABASE_AUTH_TOKEN: authToken } = readOneConfig(process.env);
		const file = resolvePath(named);
		if (existsSync(file)) throw new CommandError(`${named} already exists; a backup overwrites nothing.`);
		if (!existsSync(dirname(file))) throw new CommandError(`There is no folder ${dirname(file)}.`);
		await requireServer(url);
		const from = databaseFile(url);
		if (from === null) await backUpServer({ url, authToken }, file);
		else await withDatabase((database) => writeBackup(database, file));
		print(`Backed up ${from ?? url} to ${named}.`);
	}
};

export const restore: Command = {
	usage: 'FILE [--force]',
	summary:
		'put a backup in the database’s place and verify it; --force keeps the one that is there beside it',
	options: { force: { type: 'boolean' } },
	async run({ positionals: [named = ''], resolvePath, hasFlag, print, now }) {
		const [file, target] = [resolvePath(named), configuredDatabaseFile()];
		if (!existsSync(file)) throw new CommandError(`There is no file ${named}.`);
		if (existsSync(target)) {
			if (!hasFlag('force')) throw new CommandError(`${target} already exists; --force replaces it.`);
			if (await isDatabaseFileOpen(target))
				throw new CommandError(`${target} is in use; stop the application first.`);
		}
		await mkdir(dirname(target), { recursive: true });
		const copy = `${target}.restoring`;
		try {
			await copyFile(file, copy);
			await chmod(copy, ownerOnly);
			await giveToOwnerOf(existsSync(target) ? target : dirname(target), copy);
			const [fault] = await readBack(copy);
			if (fault !== undefined) throw new CommandError(`${named} is not restored: ${fault}.`);
			const faults = await faultsOfBackup(copy);
			const kept = existsSync(target) ? await keepReplaced(target, now) : null;
			// Renaming is atomic: a crash leaves one whole database.
			await rename(copy, target);
			print(`Restored ${named} to ${target}.`);
			if (kept !== null) print(`The database that was there is ${kept}.`);
			if (faults === null)
				print('It is of an older version; npm start migrates it, then npx framdrift verify.');
			else if (faults.length > 0) throw new CommandError('What was restored has faults.', faults);
			else print('What was restored is verified.');
		} finally {
			for (const rest of [copy, ...walFilesOf(copy)]) await rm(rest, { force: true });
		}
	}
};

/**
 * Returns the faults of a backup's content; null for one of an older version, which cannot be verified yet.
 *
 * @throws CommandError for one of a newer version
 */
async function faultsOfBackup(file: string): Promise<string[] | null> {
	const database = await openDatabase({ url: `file:${file}` });
	try {
		const version = await schemaVersion(database);
		if (version === 'newer') throw new CommandError(newerDatabaseError);
		return version === 'current' ? (await verifyDatabase(database)).faults : null;
	} finally {
		database.close();
	}
}

/** Gives `file` to whoever owns `other`. Only root may: a service that runs as somebody else must read it. */
async function giveToOwnerOf(other: string, file: string): Promise<void> {
	if (process.getuid?.() !== 0) return;
	const { uid, gid } = await stat(other);
	await chown(file, uid, gid);
}

/** Gives the database that is replaced a second name, with its log, and returns that name. */
async function keepReplaced(target: string, now: Date): Promise<string> {
	const kept = `${target}.replaced-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
	await link(target, kept).catch(() => copyFile(target, kept));
	const [log = '', ...others] = walFilesOf(target);
	if (existsSync(log)) await copyFile(log, `${kept}-wal`);
	// SQLite would apply the old database's log to the new one.
	for (const one of [log, ...others]) await rm(one, { force: true });
	return kept;
}
