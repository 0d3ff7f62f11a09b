import type { PlanFileError } from '$lib/forms/plan-file/plan-file';

export type ReferenceKey = string | number;

/** The keys of a plan file's lists. */
export type KnownKeys<Name extends string> = Record<Name, ReadonlySet<ReferenceKey>>;

/** Collects errors about duplicate and unknown keys. */
export class ReferenceChecker {
	readonly faults: PlanFileError[] = [];

	fault(path: string, expected: string): void {
		this.faults.push({ path, expected });
	}

	/** Returns the keys of a list and reports duplicates, within the list or with `taken`. */
	keys<T>(
		path: string,
		all: readonly T[],
		key: (one: T) => ReferenceKey,
		taken: ReadonlySet<ReferenceKey> = new Set()
	): Set<ReferenceKey> {
		const seen = new Set<ReferenceKey>();
		all.forEach((one, index) => {
			const own = key(one);
			if (seen.has(own) || taken.has(own)) this.fault(`${path}[${index}]`, `a key not used before: ${own}`);
			seen.add(own);
		});
		return seen;
	}

	/** Reports a reference to an unknown key; null is allowed. */
	known(path: string, key: ReferenceKey | null, among: ReadonlySet<ReferenceKey>, what: string): void {
		if (key !== null && !among.has(key)) this.fault(path, `${what} in this file, not ${key}`);
	}

	/** Reports duplicates and unknown keys in a list of references. */
	allKnown(
		path: string,
		list: readonly ReferenceKey[],
		among: ReadonlySet<ReferenceKey>,
		what: string
	): void {
		this.keys(path, list, (key) => key);
		list.forEach((key, index) => this.known(`${path}[${index}]`, key, among, what));
	}
}
