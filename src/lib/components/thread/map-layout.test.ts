import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapLayout, type MapPlan } from './map-layout';

const threads = [['U1', 'U2'], ['M1'], ['engasjert']];

const aPlan: fc.Arbitrary<MapPlan> = fc
	.array(fc.record({ area: fc.constantFrom(1, 2, null), threads: fc.subarray(threads.flat()) }), {
		maxLength: 60
	})
	.map((measures) => ({
		areas: ['1', '2', 'X'],
		open: ['1', '2', 'X'],
		measures: measures.map((one, index) => ({ ...one, code: `1.${index + 1}` })),
		threads
	}));

describe('mapLayout', () => {
	it('places each measure and thread once, without overlap and inside the picture', () => {
		fc.assert(
			fc.property(aPlan, (plan) => {
				const { height, measures, groups, areas } = mapLayout(plan);
				expect(measures.map(({ code }) => code).sort()).toEqual(plan.measures.map(({ code }) => code).sort());
				const all = groups.flatMap((group) => group.threads);
				expect(all.map(({ code }) => code)).toEqual(threads.flat());
				for (const column of [measures, all, areas]) {
					const places = column.map(({ y }) => y);
					expect(places).toEqual(places.toSorted((a, b) => a - b));
					for (const [index, y] of places.entries()) {
						expect(y).toBeGreaterThan(0);
						expect(y).toBeLessThan(height);
						if (index > 0) expect(y - places[index - 1]!).toBeGreaterThanOrEqual(25);
					}
				}
			})
		);
	});

	it('connects each thread to its own measures only', () => {
		fc.assert(
			fc.property(aPlan, (plan) => {
				const { groups, measures } = mapLayout(plan);
				const at = new Map(measures.map(({ code, y }) => [code, y]));
				for (const thread of groups.flatMap((group) => group.threads)) {
					const tied = plan.measures.filter((one) => one.threads.includes(thread.code));
					expect(thread.stops.map(({ code }) => code).sort()).toEqual(tied.map(({ code }) => code).sort());
					for (const { code, y } of thread.stops) expect(y).toBe(at.get(code));
				}
			})
		);
	});

	it('draws closed areas as one row, and counts their measures on each thread', () => {
		fc.assert(
			fc.property(aPlan, (plan) => {
				const { groups, measures } = mapLayout({ ...plan, open: ['2'] });
				expect(measures.every(({ area }) => area === '2')).toBe(true);
				for (const thread of groups.flatMap((group) => group.threads)) {
					const tied = plan.measures.filter((one) => one.threads.includes(thread.code));
					expect(thread.count).toBe(tied.length);
					expect(thread.stops).toHaveLength(tied.filter(({ area }) => area === 2).length);
					const closed = thread.areas.filter(({ isOpen }) => !isOpen).map(({ key }) => key);
					expect(closed.sort()).toEqual(
						[...new Set(tied.filter(({ area }) => area !== 2).map(({ area }) => String(area ?? 'X')))].sort()
					);
				}
			})
		);
	});
});
