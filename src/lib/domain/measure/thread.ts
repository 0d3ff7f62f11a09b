/**
 * Links of a measure beside its primary area: core values, challenges, opportunities, further areas and
 * participating partners (strategy §6–7).
 */
export const threadKinds = ['values', 'challenges', 'opportunities', 'furtherAreas', 'partners'] as const;
export type ThreadKind = (typeof threadKinds)[number];

/**
 * A measure's links by visible codes: a value's code, "U1", "M2", an area's number as text, a partner's
 * number.
 */
export type Threads = Record<ThreadKind, string[]>;

/** Returns the links in the order of the choices, each once; unknown ones come last. */
export function orderedThreads(threads: Threads, choices: Threads): Threads {
	const ordered = (kind: ThreadKind) => {
		const chosen = new Set(threads[kind]);
		return [
			...choices[kind].filter((code) => chosen.has(code)),
			...[...chosen].filter((code) => !choices[kind].includes(code))
		];
	};
	return mapThreadKinds(ordered);
}

/** Returns the first unknown code of each kind. */
export function unknownThreads(threads: Threads, choices: Threads): { kind: ThreadKind; code: string }[] {
	return threadKinds.flatMap((kind) => {
		const code = threads[kind].find((one) => !choices[kind].includes(one));
		return code === undefined ? [] : [{ kind, code }];
	});
}

/** Returns the kinds in which two measures' links differ, in any order. */
export function differingThreads(a: Threads, b: Threads): ThreadKind[] {
	const sorted = (codes: readonly string[]) => JSON.stringify([...new Set(codes)].sort());
	return threadKinds.filter((kind) => sorted(a[kind]) !== sorted(b[kind]));
}

/** Builds a record with one value for each kind. */
export function mapThreadKinds<T>(of: (kind: ThreadKind) => T): Record<ThreadKind, T> {
	return Object.fromEntries(threadKinds.map((kind) => [kind, of(kind)])) as Record<ThreadKind, T>;
}
