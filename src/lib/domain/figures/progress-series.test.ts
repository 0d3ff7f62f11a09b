import { describe, expect, it } from 'vitest';
import { aMeasure, anEvaluation } from '../../../../tests/support/plan-snapshots';
import { computeProgressSeries } from './progress-series';
import { wholePercent } from './whole-percent';

const round = (...progress: (number | null)[]) =>
	progress.map((one, index) =>
		aMeasure({ id: `m${index}`, expected: 50, report: one === null ? null : anEvaluation({ progress: one }) })
	);

describe('computeProgressSeries', () => {
	it('is of the same measures in every round', () => {
		expect(computeProgressSeries([round(10, 20, 30, 100), round(20, 30, 40, null)])).toEqual({
			n: 3,
			counted: 4,
			points: [
				{ progress: 20, expected: 50 },
				{ progress: 30, expected: 50 }
			],
			uncompared: false
		});
	});

	it('leaves out a round that shares too few measures with the later ones', () => {
		const { points, n } = computeProgressSeries([
			round(10, 20, 30),
			round(null, null, 90),
			round(20, 30, 40)
		]);
		expect(n).toBe(3);
		expect(points.map(({ progress }) => progress)).toEqual([20, null, 30]);
	});

	it('shows a single round with the measures it has', () => {
		expect(computeProgressSeries([round(null, null), round(88, null)])).toMatchObject({
			n: 1,
			counted: 2,
			points: [{ progress: null }, { progress: 88, expected: null }],
			uncompared: true
		});
		expect(computeProgressSeries([])).toEqual({ n: 0, counted: 0, points: [], uncompared: false });
	});
});

describe('wholePercent', () => {
	it.each([
		[0, 0],
		[0.4, 1],
		[49.5, 50],
		[99.6, 99],
		[99.999999999999, 100],
		[100, 100]
	])('rounds %d to %d', (value, whole) => {
		expect(wholePercent(value)).toBe(whole);
	});
});
