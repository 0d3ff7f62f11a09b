import { env } from '$env/dynamic/private';
import type { Handle } from '@sveltejs/kit';
import { readConfig } from '../config';
import { closeDatabaseSnapshots } from '../database/database-snapshot';
import { openDatabase, type Database } from '../database/database';
import { removeOrphanedSnapshots } from '../database/snapshot-files';
import { migrateDatabase } from '../database/migrations';

let configuredDatabase: Database;

/** Opens and migrates the database once, before the first request; ends the process where it cannot. */
export async function openConfiguredDatabase(): Promise<Database> {
	try {
		const config = readConfig(env);
		configuredDatabase = await openDatabase({
			url: config.DATABASE_URL,
			authToken: config.DATABASE_AUTH_TOKEN,
			replica: config.DATABASE_REPLICA
		});
		await migrateDatabase(configuredDatabase);
		// Whoever reads a day meanwhile does not wait for it, and a temporary folder that cannot be read is no matter.
		removeOrphanedSnapshots(new Date()).catch((error: Error) => console.error(error.message));
		// The server says when its last answer has been sent.
		process.once('sveltekit:shutdown', async () => {
			await closeDatabaseSnapshots(configuredDatabase);
			configuredDatabase.close();
		});
		return configuredDatabase;
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	}
}

/** Gives the request its database and its moment. */
export const databaseHandle: Handle = ({ event, resolve }) => {
	event.locals.db = configuredDatabase;
	event.locals.now = new Date();
	return resolve(event);
};
