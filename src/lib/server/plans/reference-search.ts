import type { PlanFileFault } from '$lib/forms/plan-file';

export type Key = string | number;

/** The keys of a file, list by list. */
export type Known<Name extends string> = Record<Name, ReadonlySet<Key>>;

/** Gathers faults. */
export class Search {
	readonly faults: PlanFileFault[] = [];

	fault(path: string, expected: string): void {
		this.faults.push({ path, expected });
	}

	/** The keys of a list, each of which may occur once, and not among `taken`. */
	keys<T>(
		path: string,
		all: readonly T[],
		key: (one: T) => Key,
		taken: ReadonlySet<Key> = new Set()
	): Set<Key> {
		const seen = new Set<Key>();
		all.forEach((one, index) => {
			const own = key(one);
			if (seen.has(own) || taken.has(own)) this.fault(`${path}[${index}]`, `a key not used before: ${own}`);
			seen.add(own);
		});
		return seen;
	}

	/** A reference, or none. */
	known(path: string, key: Key | null, among: ReadonlySet<Key>, what: string): void {
		if (key !== null && !among.has(key)) this.fault(path, `${what} in this file, not ${key}`);
	}

	/** A list of references, each of which may occur once. */
	allKnown(path: string, list: readonly Key[], among: ReadonlySet<Key>, what: string): void {
		this.keys(path, list, (key) => key);
		list.forEach((key, index) => this.known(`${path}[${index}]`, key, among, what));
	}
}
