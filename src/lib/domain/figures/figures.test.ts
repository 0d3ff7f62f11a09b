import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	aMeasure,
	aPreviousReview,
	anyPlanSnapshot,
	anEvaluation,
	aPlanSnapshot
} from '../../../../tests/support/plan-snapshots';
import { allStatuses } from '../evaluation/evaluation';
import { countBehind, computeFigures, countOnTrackOrDone, effectiveStatus } from './figures';
import { movementCourses } from './movement';
import { isCounted } from '../measure/measure';
import type { PlanSnapshot } from '../plan/plan-snapshot';

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const countedIn = (standing: PlanSnapshot) => standing.measures.filter((one) => isCounted(one.lifecycle));

describe('area figures', () => {
	const standing = aPlanSnapshot({
		measures: [
			aMeasure({
				id: 'a',
				report: anEvaluation({ status: 'on-track', progress: 60 }),
				expected: 50,
				weight: 2
			}),
			aMeasure({ id: 'b', report: anEvaluation({ status: 'on-hold', progress: 30 }), expected: 80 }),
			aMeasure({ id: 'c', report: null, expected: null }),
			aMeasure({
				id: 'd',
				lifecycle: 'completed',
				report: anEvaluation({ status: 'delayed', progress: 90 }),
				expected: 100
			}),
			aMeasure({ id: 'e', lifecycle: 'proposed' }),
			aMeasure({ id: 'f', lifecycle: 'discontinued' }),
			aMeasure({ id: 'g', area: null, code: 'X.1', report: null, expected: null })
		],
		yearBefore: aPreviousReview({
			measures: [
				{ id: 'a', status: 'on-track', deadline: null, progress: 40 },
				{ id: 'b', status: 'on-track', deadline: null, progress: 10 },
				{ id: 'd', status: 'on-track', deadline: null, progress: 50 },
				{ id: 'c', status: 'on-track', deadline: null, progress: 90 }
			]
		})
	});
	const { total, areas } = computeFigures(standing);

	it('count the counted measures by the status in effect', () => {
		expect(areas[0]).toEqual({
			area: '3',
			counted: 4,
			asked: 4,
			reported: 3,
			statuses: {
				done: 1,
				'on-track': 1,
				'slightly-delayed': 0,
				delayed: 0,
				'on-hold': 1,
				'not-started': 0,
				'not-reported': 1
			},
			progress: (2 * 60 + 30 + 100) / 4,
			known: 3,
			comparison: { n: 3, progress: (2 * 60 + 30 + 100) / 4, without: [] },
			expected: (2 * 50 + 80 + 100) / 4,
			before: (2 * 40 + 10 + 50) / 4
		});
	});

	it('put the measures across areas last, and sum to the whole plan', () => {
		expect(areas.map(({ area }) => area)).toEqual(['3', 'X']);
		expect(areas[1]).toMatchObject({ counted: 1, reported: 0, progress: null, expected: null, before: null });
		expect(total).toMatchObject({ area: 'all', counted: 5, reported: 3, progress: 62.5, before: 35 });
	});

	it('leave out the area across without measures', () => {
		expect(computeFigures(aPlanSnapshot()).areas.map(({ area }) => area)).toEqual(['3']);
	});

	it('include an area without measures', () => {
		const [empty] = computeFigures(aPlanSnapshot({ measures: [] })).areas;
		expect(empty).toMatchObject({ area: '3', counted: 0, reported: 0, progress: null, expected: null });
	});

	it.each([
		['done', 'in good hands'],
		['on-track', 'in good hands'],
		['slightly-delayed', 'behind'],
		['delayed', 'behind'],
		['on-hold', 'behind'],
		['not-started', 'neither'],
		['not-reported', 'neither']
	] as const)('%s is %s', (status, where) => {
		const report = status === 'not-reported' ? null : anEvaluation({ status });
		const one = computeFigures(aPlanSnapshot({ measures: [aMeasure({ report })] })).total;
		expect(countOnTrackOrDone(one)).toBe(where === 'in good hands' ? 1 : 0);
		expect(countBehind(one)).toBe(where === 'behind' ? 1 : 0);
	});
});

describe('value figures', () => {
	const scored = (...scores: (number | null)[]) =>
		scores.map((score, index) =>
			aMeasure({
				id: `m${index}`,
				report: anEvaluation({ scores: [{ value: 'engasjert', score, comment: '' }] })
			})
		);

	it('hold mean and distribution of the scores', () => {
		const standing = aPlanSnapshot({
			measures: scored(5, 4, 4, null, 1),
			last: aPreviousReview({ values: { engasjert: 3.25 } })
		});
		expect(computeFigures(standing).values).toEqual([
			{ value: 'engasjert', area: 'all', mean: 3.5, n: 4, distribution: [1, 0, 0, 2, 1], before: 3.25 },
			{ value: 'engasjert', area: '3', mean: 3.5, n: 4, distribution: [1, 0, 0, 2, 1], before: null }
		]);
	});

	it('do not count a missing score as zero', () => {
		expect(computeFigures(aPlanSnapshot({ measures: scored(null) })).values).toEqual([
			{ value: 'engasjert', area: 'all', mean: null, n: 0, distribution: [0, 0, 0, 0, 0], before: null }
		]);
	});

	it('leave out values removed from the plan', () => {
		expect(computeFigures(aPlanSnapshot({ values: [], measures: scored(3) })).values).toEqual([]);
	});
});

describe('movement since the previous review', () => {
	it('is null without a previous review', () => {
		expect(computeFigures(aPlanSnapshot()).movement).toBeNull();
	});

	it('pairs measures in both reviews, and separates new and ended ones', () => {
		const then = (id: string, status: 'delayed' | 'on-track' | null) => ({ id, status, deadline: null });
		const standing = aPlanSnapshot({
			measures: [
				aMeasure({ id: 'better', report: anEvaluation({ status: 'on-track' }) }),
				aMeasure({ id: 'worse', report: anEvaluation({ status: 'on-hold' }) }),
				aMeasure({ id: 'same', report: anEvaluation({ status: 'on-track' }) }),
				aMeasure({ id: 'silent', report: null }),
				aMeasure({ id: 'still-silent', report: null }),
				aMeasure({ id: 'finished', lifecycle: 'completed', report: null }),
				aMeasure({ id: 'new' }),
				aMeasure({ id: 'stopped', lifecycle: 'discontinued' })
			],
			last: aPreviousReview({
				measures: [
					then('better', 'delayed'),
					then('worse', 'delayed'),
					then('same', 'on-track'),
					then('silent', 'on-track'),
					then('still-silent', null),
					then('finished', 'delayed'),
					then('stopped', 'on-track'),
					then('gone', 'on-track')
				]
			})
		});
		expect(computeFigures(standing).movement).toEqual({
			from: '2026-half',
			pairs: [
				{ from: 'on-track', to: 'on-track', count: 1 },
				{ from: 'on-track', to: 'not-reported', count: 1 },
				{ from: 'delayed', to: 'done', count: 1 },
				{ from: 'delayed', to: 'on-track', count: 1 },
				{ from: 'delayed', to: 'on-hold', count: 1 },
				{ from: 'not-reported', to: 'not-reported', count: 1 }
			],
			forward: 2,
			backward: 1,
			stepsBack: 1,
			finished: 0,
			silent: 1,
			unmoved: 1,
			unknown: 1,
			added: ['new'],
			ended: ['stopped', 'gone']
		});
	});
});

describe('figures are consistent for any plan', () => {
	const holds = (name: string, check: (standing: PlanSnapshot) => void) =>
		it(name, () => {
			fc.assert(fc.property(anyPlanSnapshot, check));
		});

	holds('statuses sum to what is counted, in each area and in all', (standing) => {
		const { total, areas } = computeFigures(standing);
		for (const one of [total, ...areas]) expect(sum(Object.values(one.statuses))).toBe(one.counted);
	});

	holds('the areas sum to the whole plan', (standing) => {
		const { total, areas } = computeFigures(standing);
		expect(sum(areas.map((one) => one.counted))).toBe(total.counted);
		expect(sum(areas.map((one) => one.reported))).toBe(total.reported);
		for (const status of allStatuses)
			expect(sum(areas.map((one) => one.statuses[status]))).toBe(total.statuses[status]);
		expect(total.counted).toBe(countedIn(standing).length);
	});

	holds('no more is reported than is counted, and no more is good or bad than there is', (standing) => {
		const { total, areas } = computeFigures(standing);
		for (const one of [total, ...areas]) {
			expect(one.reported).toBeLessThanOrEqual(one.asked ?? 0);
			expect(one.asked).toBeLessThanOrEqual(one.counted);
			expect(countOnTrackOrDone(one) + countBehind(one)).toBeLessThanOrEqual(one.counted);
		}
	});

	holds('progress and expected progress are per cent, or nothing', (standing) => {
		const { total, areas } = computeFigures(standing);
		for (const value of [total, ...areas].flatMap((one) => [one.progress, one.expected])) {
			if (value === null) continue;
			expect(value).toBeGreaterThanOrEqual(0);
			expect(value).toBeLessThanOrEqual(100 + 1e-9);
		}
	});

	holds('every counted measure has moved from somewhere or is new', (standing) => {
		const { movement, total } = computeFigures(standing);
		expect(movement === null).toBe(standing.last === null);
		if (!movement) return;
		const paired = sum(movement.pairs.map((pair) => pair.count));
		expect(paired + movement.added.length).toBe(total.counted);
		expect(sum(movementCourses.map((course) => movement[course] ?? 0))).toBe(paired);
		expect(paired + movement.ended.length).toBe(standing.last?.measures.length);
	});

	holds('a value’s spread sums to its n, and its mean lies within 1 to 5', (standing) => {
		const { values } = computeFigures(standing);
		for (const { n, distribution, mean } of values) {
			expect(sum(distribution)).toBe(n);
			expect(mean === null).toBe(n === 0);
			if (mean === null) continue;
			expect(mean).toBeGreaterThanOrEqual(1);
			expect(mean).toBeLessThanOrEqual(5);
			expect(mean).toBeCloseTo(sum(distribution.map((count, index) => count * (index + 1))) / n, 9);
		}
	});

	holds('a value’s areas sum to all of them', (standing) => {
		const { values } = computeFigures(standing);
		for (const { code } of standing.values) {
			const [all, ...areas] = values.filter((one) => one.value === code);
			expect(all?.area).toBe('all');
			expect(sum(areas.map((one) => one.n))).toBe(all?.n);
		}
	});

	holds('what does not count changes nothing', (standing) => {
		expect(computeFigures({ ...standing, measures: countedIn(standing) })).toEqual(computeFigures(standing));
	});

	holds('completed is done', (standing) => {
		for (const one of standing.measures)
			if (one.lifecycle === 'completed') expect(effectiveStatus(one)).toBe('done');
	});
});
