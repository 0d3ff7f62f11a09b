import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandPath, centre, monthTurns, pointAt, spanTurns, turnOf } from './wheel-geometry';

describe('the wheel', () => {
	it.each([
		['2027-01-01', 0.5 / 365],
		['2027-07-02', 0.5],
		['2027-12-31', 364.5 / 365],
		['2028-12-31', 365.5 / 366]
	])('places %s at its share of the year', (day, turn) => {
		expect(turnOf(day)).toBeCloseTo(turn, 10);
	});

	it('begins at the top and goes with the clock', () => {
		expect(pointAt(0, 100)).toEqual({ x: centre, y: centre - 100 });
		expect(pointAt(0.25, 100)).toEqual({ x: centre + 100, y: centre });
	});

	it('gives months without gaps in every year', () => {
		fc.assert(
			fc.property(fc.integer({ min: 2000, max: 2100 }), (year) => {
				const turns = Array.from({ length: 12 }, (_, index) => monthTurns(year, index + 1));
				expect(turns[0]![0]).toBe(0);
				expect(turns[11]![1]).toBe(1);
				for (const [index, [from, to]] of turns.entries()) {
					expect(to).toBeGreaterThan(from);
					if (index > 0) expect(from).toBe(turns[index - 1]![1]);
				}
			})
		);
	});

	it('cuts a span at the ends of the year, and leaves out one outside it', () => {
		expect(spanTurns({ day: '2026-12-20', lastDay: '2027-01-10' }, 2027)).toEqual([0, 10 / 365]);
		expect(spanTurns({ day: '2027-12-31', lastDay: '2028-02-01' }, 2027)).toEqual([364 / 365, 1]);
		expect(spanTurns({ day: '2026-12-20', lastDay: '2026-12-31' }, 2027)).toBeNull();
		expect(spanTurns({ day: '2028-01-01' }, 2027)).toBeNull();
	});

	it('draws a band over more than half a year the long way round', () => {
		expect(bandPath([0, 0.75], 88, 116)).toContain('116 116 0 1 1');
		expect(bandPath([0, 0.25], 88, 116)).toContain('116 116 0 0 1');
	});
});
