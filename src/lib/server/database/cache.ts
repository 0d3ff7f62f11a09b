import type { Database } from './database';
import { dataVersion } from './event-log';

/** What has been derived from a database, and the version it was derived from. */
interface DatabaseCache {
	version: number;
	values: Map<string, Promise<unknown>>;
}

const caches = new WeakMap<Database, DatabaseCache>();

/** So that odd keys cannot fill the memory between two changes. */
const maxCachedValues = 200;

/**
 * Derives a value once for as long as nothing changes: every command records its event in its own
 * turn, so the number of the last event tells whether what was derived still holds – also when
 * another process wrote it. The value is shared between requests and must not be changed.
 *
 * @param isWorthKeeping tells what is derived anew next time
 * @param key names the value within the database, with everything it depends on besides the data
 */
export async function cached<T>(
	db: Database,
	key: string,
	derive: () => Promise<T>,
	isWorthKeeping: (value: T) => boolean = () => true
): Promise<T> {
	const version = await dataVersion(db.read);
	let memory = caches.get(db);
	if (!memory || memory.version !== version || memory.values.size >= maxCachedValues) {
		memory = { version, values: new Map() };
		caches.set(db, memory);
	}
	const kept = memory.values.get(key);
	if (kept) return kept as Promise<T>;
	const derived = derive();
	memory.values.set(key, derived);
	const forget = () => memory.values.delete(key);
	// What failed is tried again rather than remembered.
	derived.then((value) => isWorthKeeping(value) || forget(), forget);
	return derived;
}
