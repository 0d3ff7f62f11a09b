/* Small on purpose: the layout of every page imports it. */

/** The part of `Storage` that drafts use. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Prefix of the storage keys of all drafts. */
export const draftKeyPrefix = 'framdrift.report';

/** Returns the number of a writer's drafts kept only in the browser. */
export function countLocalDrafts(store: DraftStorage | null, writer: string): number {
	return keysWithPrefix(store, `${draftKeyPrefix} ${writer}/`).length;
}

/** Removes all drafts of a writer from the browser. */
export function clearLocalDrafts(store: DraftStorage | null, writer: string): void {
	for (const key of keysWithPrefix(store, `${draftKeyPrefix} ${writer}/`)) store?.removeItem(key);
}

/** Returns the browser's storage, or null if it is unavailable or blocked. */
export function browserStorage(): DraftStorage | null {
	try {
		return globalThis.localStorage ?? null;
	} catch {
		return null;
	}
}

export function keysWithPrefix(store: DraftStorage | null, start: string): string[] {
	const all = Array.from({ length: store?.length ?? 0 }, (_, index) => store?.key(index) ?? '');
	return all.filter((key) => key.startsWith(start));
}
