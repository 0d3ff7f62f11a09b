import type { PlanFileError } from '$lib/forms/plan-file/plan-file';
import { formatPath } from './format-path';

export type ReferenceKey = string | number;

/** The keys of a list, with the noun that errors use for one of its items. */
export interface KeySet {
	noun: string;
	keys: ReadonlySet<ReferenceKey>;
}

/** The keys of a plan file's lists. */
export type KnownKeys<Name extends string> = Record<Name, KeySet>;

/** Collects errors about duplicate and unknown keys at a path of the file. */
export class ReferenceChecker {
	constructor(
		private readonly path: readonly (string | number)[] = [],
		readonly faults: PlanFileError[] = []
	) {}

	/** Returns a checker for a path below this one; both collect the same errors. */
	at(...steps: (string | number)[]): ReferenceChecker {
		return new ReferenceChecker([...this.path, ...steps], this.faults);
	}

	fault(expected: string): void {
		this.faults.push({ path: formatPath(this.path), expected });
	}

	/** Returns the keys of a list and reports duplicates, within the list or with `taken`. */
	keys<T>(
		all: readonly T[],
		key: (one: T) => ReferenceKey,
		taken: ReadonlySet<ReferenceKey> = new Set()
	): Set<ReferenceKey> {
		const seen = new Set<ReferenceKey>();
		all.forEach((one, index) => {
			const own = key(one);
			if (seen.has(own) || taken.has(own)) this.at(index).fault(`a key not used before: ${own}`);
			seen.add(own);
		});
		return seen;
	}

	/** Reports a reference to an unknown key; null is allowed. */
	known(key: ReferenceKey | null, { noun, keys }: KeySet): void {
		if (key !== null && !keys.has(key)) this.fault(`${noun} in this file, not ${key}`);
	}

	/** Reports duplicates and unknown keys in a list of references. */
	allKnown(list: readonly ReferenceKey[], among: KeySet): void {
		this.keys(list, (key) => key);
		list.forEach((key, index) => this.at(index).known(key, among));
	}
}
