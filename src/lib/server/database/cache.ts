import { LRUCache } from 'lru-cache';
import type { Database } from './database';
import { dataVersion } from './event-log';
import { noteTables, recordReadTables, withoutRecording } from './read-tables';

/** Values derived from a database, and the version they were derived from. */
interface DatabaseCache {
	version: number;
	values: LRUCache<string, Promise<{ value: unknown; tables: ReadonlySet<string> }>>;
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
	// A page depends on the tables of the value, and not on every event.
	const version = await withoutRecording(() => dataVersion(db.read));
	let memory = caches.get(db.read);
	if (memory?.version !== version) {
		memory = { version, values: new LRUCache({ max: maxValues }) };
		caches.set(db.read, memory);
	}
	const { values } = memory;
	let derived = values.get(key);
	if (!derived) {
		derived = recordReadTables(derive);
		values.set(key, derived);
		const forget = () => values.delete(key);
		// Errors are not cached.
		derived.then(({ value }) => isWorthKeeping(value as T) || forget(), forget);
	}
	const { value, tables } = await derived;
	noteTables(tables);
	return value as T;
}
