import type { Actor } from '$lib/domain/permission';

/* Whose unsent text lies in the browser: what stands round every page needs no more of the reports than this. */

/** What of the browser's storage is needed. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What the names of all that reports leave in the browser begin with. */
export const draftKeyPrefix = 'framdrift.report';

/** Whose text it is, for the browser: told apart from everybody else's at the same machine. */
export function draftOwner({ personId, link }: Actor): string {
	if (link) return `link-${link.accessId}`;
	return personId === null ? 'nobody' : `person-${personId}`;
}

/** How many texts of a writer lie in the browser and not on the server. */
export function countLocalDrafts(store: DraftStorage | null, writer: string): number {
	return keysWithPrefix(store, `${draftKeyPrefix} ${writer}/`).length;
}

/** Takes all that a writer left in the browser away. */
export function clearLocalDrafts(store: DraftStorage | null, writer: string): void {
	for (const key of keysWithPrefix(store, `${draftKeyPrefix} ${writer}/`)) store?.removeItem(key);
}

/** The browser's storage; null where it has none or gives none. */
export function browserStorage(): DraftStorage | null {
	try {
		return globalThis.localStorage ?? null;
	} catch {
		return null;
	}
}

/** The names that begin so. */
export function keysWithPrefix(store: DraftStorage | null, start: string): string[] {
	const all = Array.from({ length: store?.length ?? 0 }, (_, index) => store?.key(index) ?? '');
	return all.filter((key) => key.startsWith(start));
}
