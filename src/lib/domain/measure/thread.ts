/**
 * What runs through a measure beside its place in the tree: the core values it lives up to, the
 * challenges and opportunities it answers, the further areas it belongs to, and the partners that take
 * part (strategy §6–7).
 */
export const threadKinds = ['values', 'challenges', 'opportunities', 'furtherAreas', 'partners'] as const;
export type ThreadKind = (typeof threadKinds)[number];

/**
 * A measure's threads by the codes people know them by: a value's code, "U1", "M2", an area's number as
 * text, a partner's number.
 */
export type Threads = Record<ThreadKind, string[]>;

/** Threads in the order of what may be chosen, each once; what may not be chosen goes last. */
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

/** The first code of each kind that is none of the choices; nothing where all are known. */
export function unknownThreads(threads: Threads, choices: Threads): { kind: ThreadKind; code: string }[] {
	return threadKinds.flatMap((kind) => {
		const code = threads[kind].find((one) => !choices[kind].includes(one));
		return code === undefined ? [] : [{ kind, code }];
	});
}

/** The kinds in which two measures' threads differ, in whatever order they are listed. */
export function differingThreads(a: Threads, b: Threads): ThreadKind[] {
	const sorted = (codes: readonly string[]) => JSON.stringify([...new Set(codes)].sort());
	return threadKinds.filter((kind) => sorted(a[kind]) !== sorted(b[kind]));
}

/** One list for each kind. */
export function mapThreadKinds<T>(of: (kind: ThreadKind) => T): Record<ThreadKind, T> {
	return Object.fromEntries(threadKinds.map((kind) => [kind, of(kind)])) as Record<ThreadKind, T>;
}
