import { env } from '$env/dynamic/private';
import { error, type Handle } from '@sveltejs/kit';
import type { Config } from '../config';
import { closeDatabaseSnapshots } from '../database/database-snapshot';
import { foreignCheckpointWarning, hasWalResetBug } from '../database/checkpoint';
import { openDatabase, type Database } from '../database/database';
import { minutesBehindLastEvent } from '../database/event-log';
import { sqliteVersion } from '../database/maintenance';
import { removeOrphanedSnapshots } from '../database/snapshot-files';
import { outageCause } from '../database/outage';
import { upgradeDatabase } from '../database/upgrade';
import { hasHostDatabases, readConfigs } from '../host-databases';

/** A database that this process serves, with its configuration. */
export interface ServedDatabase {
	config: Config;
	db: Database;
}

let served: readonly ServedDatabase[] = [];

/** Addresses that speak of the process, whatever host they are asked at (src/bin/hosts.mjs). */
const processRoutes: ReadonlySet<string | null> = new Set(['/healthz', '/readyz', '/metrics']);

/** Opens and migrates each database once, before the first request; exits the process on an error. */
export async function openConfiguredDatabases(): Promise<readonly ServedDatabase[]> {
	try {
		const configs = readConfigs(env);
		// Each listens for the end of the process.
		process.setMaxListeners(process.getMaxListeners() + 4 * configs.length);
		for (const config of configs) served = [...served, { config, db: await openServed(config) }];
		// Runs in the background; an unreadable temporary folder is only logged.
		removeOrphanedSnapshots(new Date()).catch((error: Error) => console.error(error.message));
		return served;
	} catch (error) {
		console.error(outageCause(error) ?? (error instanceof Error ? error.message : error));
		process.exit(1);
	}
}

/** Returns the databases of this process; one unless DATABASES names several. */
export function servedDatabases(): readonly ServedDatabase[] {
	return served;
}

async function openServed(config: Config): Promise<Database> {
	const { DATABASE_URL: url, DATABASE_AUTH_TOKEN: authToken, DATABASE_REPLICA: replica } = config;
	const db = await openDatabase({ url, authToken, replica }, { onForeignRestart: () => warnOnce(url, db) });
	await upgradeDatabase(db, url);
	await warnAboutClock(db);
	// Emitted after the last response has been sent.
	process.once('sveltekit:shutdown', async () => {
		await closeDatabaseSnapshots(db);
		db.close();
	});
	return db;
}

/** Warns that the clock has gone back: new events then have earlier times than older ones. */
async function warnAboutClock(database: Database): Promise<void> {
	const minutes = await minutesBehindLastEvent(database.read, new Date());
	if (minutes > 0)
		console.error(`The clock is ${minutes} minutes behind the last change in the database; set it right.`);
}

let isWarned = false;

/** Warns that another program checkpoints the database, if the bundled SQLite can lose changes by that. */
async function warnOnce(url: string, db: Database): Promise<void> {
	const version = await sqliteVersion(db).catch(() => '');
	if (isWarned || !hasWalResetBug(version)) return;
	isWarned = true;
	console.error(foreignCheckpointWarning(url, version));
}

/** Sets the request's database and time. */
export const databaseHandle: Handle = ({ event, resolve }) => {
	event.locals.db = databaseOf(event.url.origin, event.route.id);
	event.locals.now = new Date();
	return resolve(event);
};

/** Returns the database of an address's origin. Responds with 421 where that has none: it is never another one's. */
function databaseOf(origin: string, route: string | null): Database {
	const named = hasHostDatabases(env) ? served.find(({ config }) => config.ORIGIN === origin) : served[0];
	const found = named ?? (processRoutes.has(route) ? served[0] : undefined);
	if (!found) error(421, { message: 'not-found' });
	return found.db;
}
