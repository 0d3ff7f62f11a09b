import { env } from '$env/dynamic/private';
import type { Handle } from '@sveltejs/kit';
import { readConfig } from '../config';
import { closePast } from '../database/as-it-was';
import { openDatabase, type Database } from '../database/database';
import { sweepPast } from '../database/past-files';
import { migrateDatabase } from '../database/migrations';

let opened: Database;

/** Opens and migrates the database once, before the first request; ends the process where it cannot. */
export async function openConfiguredDatabase(): Promise<Database> {
	try {
		const config = readConfig(env);
		opened = await openDatabase({
			url: config.DATABASE_URL,
			authToken: config.DATABASE_AUTH_TOKEN,
			replica: config.DATABASE_REPLICA
		});
		await migrateDatabase(opened);
		// Whoever reads a day meanwhile does not wait for it, and a temporary folder that cannot be read is no matter.
		sweepPast(new Date()).catch((error: Error) => console.error(error.message));
		// The server says when its last answer has been sent.
		process.once('sveltekit:shutdown', async () => {
			await closePast(opened);
			opened.close();
		});
		return opened;
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	}
}

/** Gives the request its database and its moment. */
export const database: Handle = ({ event, resolve }) => {
	event.locals.db = opened;
	event.locals.now = new Date();
	return resolve(event);
};
