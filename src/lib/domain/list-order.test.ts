import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveToIndex, mergeOrder, sameEntries, sameOrder, directionAfterMove, moveByOne } from './list-order';

const keys = ['a', 'b', 'c'];

describe('moveByOne', () => {
	it.each([
		['a', 'up', 'a b c'],
		['a', 'down', 'b a c'],
		['b', 'up', 'b a c'],
		['b', 'down', 'a c b'],
		['c', 'up', 'a c b'],
		['c', 'down', 'a b c'],
		['x', 'down', 'a b c']
	] as const)('%s %s: %s', (key, step, expected) => {
		expect(moveByOne(keys, key, step).join(' ')).toBe(expected);
	});
});

describe('directionAfterMove', () => {
	it.each([
		['a', 'up', 'down'],
		['a', 'down', 'down'],
		['b', 'up', 'up'],
		['b', 'down', 'down'],
		['c', 'up', 'up'],
		['c', 'down', 'up']
	] as const)('%s %s: %s next', (key, step, next) => {
		expect(directionAfterMove(keys, key, step)).toBe(next);
	});
});

describe('moveToIndex', () => {
	const list = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 });
	const move = fc.record({ list, from: fc.nat(11), place: fc.nat(11) });

	it('keeps all entries and the others’ order, and places the moved one', () => {
		fc.assert(
			fc.property(move, ({ list, from, place }) => {
				const key = list[from % list.length]!;
				const to = place % list.length;
				const moved = moveToIndex(list, key, to);
				expect(sameEntries(moved, list)).toBe(true);
				expect(moved.indexOf(key)).toBe(to);
				const others = (all: string[]) => all.filter((one) => one !== key);
				expect(others(moved)).toEqual(others(list));
			})
		);
	});

	it('allows every order that single moves reach', () => {
		fc.assert(
			fc.property(
				list.chain((from) =>
					fc.tuple(fc.constant(from), fc.shuffledSubarray(from, { minLength: from.length }))
				),
				([from, wanted]) => {
					let at = from;
					wanted.forEach((key, place) => {
						while (at.indexOf(key) > place) at = moveByOne(at, key, 'up');
					});
					expect(sameOrder(at, wanted)).toBe(true);
				}
			)
		);
	});
});

it.each([
	['c a b', 'a b c', 'c a b'],
	['c a b', 'a b', 'a b'],
	['b a', 'a b c', 'b a c'],
	['b b x', 'a b', 'b a'],
	['', 'a b', 'a b']
])('mergeOrder of %j with %j gives %j', (order, current, expected) => {
	expect(mergeOrder(order.split(' '), current.split(' ')).join(' ')).toBe(expected);
});

it('sameEntries is false for other entries or counts', () => {
	expect(sameEntries(['a', 'b'], ['b', 'a'])).toBe(true);
	expect(sameEntries(['a', 'a'], ['a', 'b'])).toBe(false);
	expect(sameEntries(['a'], ['a', 'a'])).toBe(false);
	expect(sameOrder(['a', 'b'], ['b', 'a'])).toBe(false);
});
