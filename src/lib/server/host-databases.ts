import { join } from 'node:path';
import { readConfig, type Config } from './config';

/** Variables that DATABASES takes the place of. */
const replaced = ['DATABASE_URL', 'DATABASE_AUTH_TOKEN', 'DATABASE_REPLICA'];

/**
 * Reads the environment once for each database that this process serves. Where DATABASES names a database for each of
 * several addresses, and ORIGIN none of them, there are several configurations, each with its ORIGIN; otherwise one.
 *
 * @throws Error with one sentence that names the first invalid variable
 */
export function readConfigs(env: Record<string, string | undefined>): Config[] {
	const { DATABASES, ORIGIN } = readConfig(env);
	if (!DATABASES) return [readConfig(env)];
	if (ORIGIN) return [configOf(env, ORIGIN)];
	return Object.keys(DATABASES).map((origin) => configOf(env, origin));
}

/**
 * Reads the environment for a command on one database, which ORIGIN names where there are several.
 *
 * @throws Error with one sentence
 */
export function readOneConfig(env: Record<string, string | undefined>): Config {
	const [config, ...others] = readConfigs(env);
	if (others.length === 0) return config!;
	throw new Error(`ORIGIN must name one of the addresses in DATABASES, such as ${config!.ORIGIN}.`);
}

/** True if the process serves several addresses, each with its own database. */
export function hasHostDatabases(env: Record<string, string | undefined>): boolean {
	return Boolean(env.DATABASES) && !env.ORIGIN;
}

function configOf(env: Record<string, string | undefined>, named: string): Config {
	for (const name of replaced) if (env[name]) throw new Error(`${name} must not be set where DATABASES is.`);
	const { DATABASES = {}, BACKUP_FOLDER } = readConfig(env);
	const origin = new URL(named).origin;
	const database = DATABASES[origin];
	if (!database) throw new Error(`ORIGIN ${origin} is none of the addresses in DATABASES.`);
	return readConfig({
		...env,
		DATABASES: '',
		ORIGIN: origin,
		DATABASE_URL: database.url,
		DATABASE_AUTH_TOKEN: database.authToken,
		DATABASE_REPLICA: database.replica,
		BACKUP_FOLDER: BACKUP_FOLDER && join(BACKUP_FOLDER, new URL(origin).hostname)
	});
}
