import type { PlanFileError } from '$lib/forms/plan-file/plan-file';

export type ReferenceKey = string | number;

/** The keys of a file, list by list. */
export type KnownKeys<Name extends string> = Record<Name, ReadonlySet<ReferenceKey>>;

/** Gathers faults. */
export class ReferenceChecker {
	readonly faults: PlanFileError[] = [];

	fault(path: string, expected: string): void {
		this.faults.push({ path, expected });
	}

	/** The keys of a list, each of which may occur once, and not among `taken`. */
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

	/** A reference, or none. */
	known(path: string, key: ReferenceKey | null, among: ReadonlySet<ReferenceKey>, what: string): void {
		if (key !== null && !among.has(key)) this.fault(path, `${what} in this file, not ${key}`);
	}

	/** A list of references, each of which may occur once. */
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
