import { LRUCache } from 'lru-cache';
import type { Database } from './database';
import { dataVersion } from './event-log';

/** Values derived from a database, and the version they were derived from. */
interface DatabaseCache {
	version: number;
	values: LRUCache<string, Promise<unknown>>;
}

/** Caches by connection: all readers of a database snapshot share one. */
const caches = new WeakMap<Database['read'], DatabaseCache>();

/** Bounds the values kept between two changes, so that unusual keys cannot fill the memory. */
const maxValues = 200;

/**
 * Returns a derived value, computed once per version of the database. Every command records its event in its
 * own transaction, so the last event's number changes with the data, also when another process writes. Requests
 * share the value: it must not be changed.
 *
 * @param isWorthKeeping false for a value to derive again next time
 * @param key identifies the value within the database, with everything it depends on besides the data
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
	// Errors are not cached.
	derived.then((value) => isWorthKeeping(value) || forget(), forget);
	return derived;
}
