import { env } from '$env/dynamic/private';
import type { Handle } from '@sveltejs/kit';
import { readConfig } from '../config';
import { closeDatabaseSnapshots } from '../database/database-snapshot';
import { foreignCheckpointWarning, hasWalResetBug } from '../database/checkpoint';
import { openDatabase, type Database } from '../database/database';
import { minutesBehindLastEvent } from '../database/event-log';
import { sqliteVersion } from '../database/maintenance';
import { removeOrphanedSnapshots } from '../database/snapshot-files';
import { outageCause } from '../database/outage';
import { upgradeDatabase } from '../database/upgrade';

let configuredDatabase: Database;

/** Opens and migrates the database once, before the first request; exits the process on an error. */
export async function openConfiguredDatabase(): Promise<Database> {
	try {
		const config = readConfig(env);
		const location = {
			url: config.DATABASE_URL,
			authToken: config.DATABASE_AUTH_TOKEN,
			replica: config.DATABASE_REPLICA
		};
		configuredDatabase = await openDatabase(location, { onForeignRestart: () => warnOnce(location.url) });
		await upgradeDatabase(configuredDatabase, location.url);
		await warnAboutClock(configuredDatabase);
		// Runs in the background; an unreadable temporary folder is only logged.
		removeOrphanedSnapshots(new Date()).catch((error: Error) => console.error(error.message));
		// Emitted after the last response has been sent.
		process.once('sveltekit:shutdown', async () => {
			await closeDatabaseSnapshots(configuredDatabase);
			configuredDatabase.close();
		});
		return configuredDatabase;
	} catch (error) {
		console.error(outageCause(error) ?? (error instanceof Error ? error.message : error));
		process.exit(1);
	}
}

/** Warns that the clock has gone back: new events then have earlier times than older ones. */
async function warnAboutClock(database: Database): Promise<void> {
	const minutes = await minutesBehindLastEvent(database.read, new Date());
	if (minutes > 0)
		console.error(`The clock is ${minutes} minutes behind the last change in the database; set it right.`);
}

let isWarned = false;

/** Warns that another program checkpoints the database, if the bundled SQLite can lose changes by that. */
async function warnOnce(url: string): Promise<void> {
	const version = await sqliteVersion(configuredDatabase).catch(() => '');
	if (isWarned || !hasWalResetBug(version)) return;
	isWarned = true;
	console.error(foreignCheckpointWarning(url, version));
}

/** Sets the request's database and time. */
export const databaseHandle: Handle = ({ event, resolve }) => {
	event.locals.db = configuredDatabase;
	event.locals.now = new Date();
	return resolve(event);
};
