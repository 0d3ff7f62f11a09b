import { LRUCache } from 'lru-cache';
import type { Database } from './database';
import { dataVersion } from './event-log';

/** What has been derived from a database, and the version it was derived from. */
interface DatabaseCache {
	version: number;
	values: LRUCache<string, Promise<unknown>>;
}

/** By connection: the readers of a database snapshot share theirs. */
const caches = new WeakMap<Database['read'], DatabaseCache>();

/** Values kept between two changes, so that odd keys cannot fill the memory. */
const maxValues = 200;

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
	let memory = caches.get(db.read);
	if (memory?.version !== version) {
		memory = { version, values: new LRUCache({ max: maxValues }) };
		caches.set(db.read, memory);
	}
	const kept = memory.values.get(key);
	if (kept) return kept as Promise<T>;
	const derived = derive();
	memory.values.set(key, derived);
	const { values } = memory;
	const forget = () => values.delete(key);
	// What failed is tried again rather than remembered.
	derived.then((value) => isWorthKeeping(value) || forget(), forget);
	return derived;
}
