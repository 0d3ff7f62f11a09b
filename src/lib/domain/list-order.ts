/** Which way an entry of a list is moved by a press. */
export type MoveDirection = 'up' | 'down';

/** The list with one entry moved a step; as it was where there is no such entry, or no room. */
export function moveByOne(keys: readonly string[], key: string, step: MoveDirection): string[] {
	const from = keys.indexOf(key);
	return moveToIndex(keys, key, step === 'up' ? from - 1 : from + 1);
}

/** The step an entry can take after it has taken one: the same again, or back where there is no more room. */
export function directionAfterMove(keys: readonly string[], key: string, step: MoveDirection): MoveDirection {
	const last = step === 'up' ? keys[0] : keys.at(-1);
	if (key !== last) return step;
	return step === 'up' ? 'down' : 'up';
}

/** The list with one entry moved to a place, counted from 0; as it was where there is no such entry or place. */
export function moveToIndex(keys: readonly string[], key: string, place: number): string[] {
	if (!keys.includes(key) || place < 0 || place >= keys.length) return [...keys];
	const rest = keys.filter((one) => one !== key);
	return [...rest.slice(0, place), key, ...rest.slice(place)];
}

/** An order made of other entries than there are now: what has gone is left out, what has come is last. */
export function mergeOrder(order: readonly string[], current: readonly string[]): string[] {
	const kept = [...new Set(order)].filter((key) => current.includes(key));
	return [...kept, ...current.filter((key) => !kept.includes(key))];
}

/** Whether two lists hold the same entries, in whatever order. */
export function sameEntries(one: readonly string[], other: readonly string[]): boolean {
	const [a, b] = [one.toSorted(), other.toSorted()];
	return a.length === b.length && a.every((key, index) => key === b[index]);
}

/** Whether two lists hold the same entries in the same order. */
export function sameOrder(one: readonly string[], other: readonly string[]): boolean {
	return one.length === other.length && one.every((key, index) => key === other[index]);
}
