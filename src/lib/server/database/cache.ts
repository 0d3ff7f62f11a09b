import { LRUCache } from 'lru-cache';
import type { Queryable } from './database';
import { noteTables, recordReadTables, withoutRecording } from './read-tables';
import { isCurrent, loadTableVersions, tokensOf, type TableVersions } from './table-versions';

interface DerivedValue<T> {
	value: T;
	/** Tables that were read for it. */
	tables: ReadonlySet<string>;
}

interface KeptValue<T> extends DerivedValue<T> {
	/** Tokens that the value depends on. */
	tokens: ReadonlySet<string>;
	/** The latest tokens that it was found to be current at. */
	checked: TableVersions;
}

interface Derivation<T> {
	versions: TableVersions;
	derived: Promise<DerivedValue<T>>;
}

/** Values derived from a database, each kept until a table changes that was read for it. */
export class DerivedValues<T extends object> {
	readonly #kept: LRUCache<string, KeptValue<T>>;
	readonly #running = new Map<string, Derivation<T>>();

	readonly #isWorthKeeping: (value: T) => boolean;

	/**
	 * @param bounds so that unusual keys cannot fill the memory
	 * @param isWorthKeeping false for a value to derive again next time
	 */
	constructor(
		bounds: { max: number } | { maxSize: number; sizeOf: (value: T) => number },
		isWorthKeeping: (value: T) => boolean = () => true
	) {
		this.#isWorthKeeping = isWorthKeeping;
		this.#kept = new LRUCache(
			'max' in bounds
				? bounds
				: { maxSize: bounds.maxSize, sizeCalculation: ({ value }) => bounds.sizeOf(value) }
		);
	}

	/**
	 * Returns a value, derived once for everybody who asks before it changes.
	 *
	 * @throws the error of `derive`, which is not kept
	 */
	async get(read: Queryable, key: string, derive: () => Promise<T>): Promise<T> {
		// What asks depends on the tables of the value, and not on all tokens.
		const versions = await withoutRecording(() => loadTableVersions(read));
		const kept = this.#kept.get(key);
		if (kept && isCurrent(kept, versions)) {
			noteTables(kept.tables);
			return kept.value;
		}
		this.#kept.delete(key);
		const running = this.#running.get(key);
		const { derived } = running?.versions === versions ? running : this.#begin(key, versions, derive);
		const { value, tables } = await derived;
		noteTables(tables);
		return value;
	}

	#begin(key: string, versions: TableVersions, derive: () => Promise<T>): Derivation<T> {
		const begun = { versions, derived: recordReadTables(derive) };
		this.#running.set(key, begun);
		const end = () => this.#running.get(key) === begun && this.#running.delete(key);
		begun.derived.then(({ value, tables }) => {
			if (!end() || !this.#isWorthKeeping(value)) return;
			const tokens = tokensOf(tables);
			if ([...tokens].every((one) => versions.of[one] !== undefined))
				this.#kept.set(key, { value, tables, tokens, checked: versions });
		}, end);
		return begun;
	}
}

/** Values by connection: all readers of a database snapshot share one. */
const values = new WeakMap<Queryable, DerivedValues<{ of: unknown }>>();
const maxValues = 300;

/** Parts by connection: small, and of each of many things, as of every measure. */
const parts = new WeakMap<Queryable, DerivedValues<{ of: unknown }>>();
const maxParts = 3_000;

/**
 * Returns a derived value, computed once until a table changes that was read for it, also when another process
 * changes it. Requests share the value: it must not be changed.
 *
 * @param key identifies the value within the database, with everything it depends on besides the data
 */
export async function cached<T>(
	{ read }: { read: Queryable },
	key: string,
	derive: () => Promise<T>
): Promise<T> {
	let own = values.get(read);
	if (!own) values.set(read, (own = new DerivedValues({ max: maxValues })));
	const { of } = await own.get(read, key, async () => ({ of: await derive() }));
	return of as T;
}

/** Returns a small value of one of many things, as `cached` does. Null is not kept, since anybody can ask for nothing. */
export async function cachedPart<T>(
	{ read }: { read: Queryable },
	key: string,
	derive: () => Promise<T>
): Promise<T> {
	let own = parts.get(read);
	if (!own) parts.set(read, (own = new DerivedValues({ max: maxParts }, ({ of }) => of !== null)));
	const { of } = await own.get(read, key, async () => ({ of: await derive() }));
	return of as T;
}
