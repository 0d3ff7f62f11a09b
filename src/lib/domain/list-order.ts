/** Direction in which an entry moves in a list. */
export type MoveDirection = 'up' | 'down';

/**
 * Returns the list with one entry moved one place; unchanged if the entry is unknown or has no room to move.
 */
export function moveByOne(keys: readonly string[], key: string, step: MoveDirection): string[] {
	const from = keys.indexOf(key);
	return moveToIndex(keys, key, step === 'up' ? from - 1 : from + 1);
}

/** Returns the direction an entry can move next: the same again, or the opposite at the end of the list. */
export function directionAfterMove(keys: readonly string[], key: string, step: MoveDirection): MoveDirection {
	const last = step === 'up' ? keys[0] : keys.at(-1);
	if (key !== last) return step;
	return step === 'up' ? 'down' : 'up';
}

/**
 * Returns the list with one entry moved to an index from 0; unchanged if the entry or index does not exist.
 */
export function moveToIndex(keys: readonly string[], key: string, place: number): string[] {
	if (!keys.includes(key) || place < 0 || place >= keys.length) return [...keys];
	const rest = keys.filter((one) => one !== key);
	return [...rest.slice(0, place), key, ...rest.slice(place)];
}

/** Applies an order to the current entries: removed entries are dropped and new ones come last. */
export function mergeOrder(order: readonly string[], current: readonly string[]): string[] {
	const kept = [...new Set(order)].filter((key) => current.includes(key));
	return [...kept, ...current.filter((key) => !kept.includes(key))];
}

/** True if two lists hold the same entries in any order. */
export function sameEntries(one: readonly string[], other: readonly string[]): boolean {
	const [a, b] = [one.toSorted(), other.toSorted()];
	return a.length === b.length && a.every((key, index) => key === b[index]);
}

/** True if two lists hold the same entries in the same order. */
export function sameOrder(one: readonly string[], other: readonly string[]): boolean {
	return one.length === other.length && one.every((key, index) => key === other[index]);
}
