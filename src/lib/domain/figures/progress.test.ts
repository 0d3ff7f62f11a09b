import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/calendar-date';
import { isCounted, lifecycles } from '../measure/measure';
import {
	expectedProgress,
	isStale,
	computeMeanProgress,
	type Milestone,
	type Schedule,
	type WeightedProgress
} from './progress';

describe('expectedProgress', () => {
	const none: Schedule = { startsOn: null, deadline: null, milestones: [] };
	const year: Schedule = { startsOn: '2026-01-01', deadline: '2026-12-31', milestones: [] };
	const due = (...days: string[]): Milestone[] => days.map((day) => ({ due: day, doneOn: null }));

	it.each([
		['nothing says', none, '2026-06-30', null],
		['no start', { ...year, startsOn: null }, '2026-06-30', null],
		['no deadline', { ...year, deadline: null }, '2026-06-30', null],
		['a deadline before the start', { ...year, deadline: '2025-12-31' }, '2026-06-30', null],
		['before it starts', year, '2025-06-30', 0],
		['on the first day', year, '2026-01-01', 0],
		['half-way', year, '2026-07-02', 50],
		['a quarter of the way', year, '2026-04-02', 25],
		['the day before the deadline', year, '2026-12-30', 99],
		['on the deadline', year, '2026-12-31', 100],
		['after it', year, '2027-12-31', 100],
		['start and deadline on one day, before', { ...year, deadline: '2026-01-01' }, '2025-12-31', 0],
		['start and deadline on one day, on it', { ...year, deadline: '2026-01-01' }, '2026-01-01', 100],
		['no milestone due yet', { ...none, milestones: due('2026-03-01', '2026-09-01') }, '2026-02-28', 0],
		[
			'a milestone is due on its day',
			{ ...none, milestones: due('2026-03-01', '2026-09-01') },
			'2026-03-01',
			50
		],
		[
			'one of three',
			{ ...none, milestones: due('2026-03-01', '2026-09-01', '2026-12-01') },
			'2026-05-01',
			33
		],
		['all due', { ...none, milestones: due('2026-03-01', '2026-09-01') }, '2027-01-01', 100],
		['milestones before dates', { ...year, milestones: due('2026-12-01') }, '2026-11-30', 0]
	] as const)('%s', (_case, schedule, on, expected) => {
		expect(expectedProgress(schedule, on)).toBe(expected);
	});

	it('does not depend on completed milestones', () => {
		const milestones = [{ due: '2026-03-01', doneOn: '2026-02-01' }];
		expect(expectedProgress({ ...none, milestones }, '2026-02-15')).toBe(0);
	});

	it('never decreases over time, and stays between 0 and 100', () => {
		const offset = fc.integer({ min: 0, max: 2000 });
		const schedule = fc.record({
			start: offset,
			length: offset,
			milestones: fc.array(offset, { maxLength: 5 })
		});
		fc.assert(
			fc.property(schedule, offset, offset, ({ start, length, milestones }, early, later) => {
				const day = (days: number) => addDays('2025-01-01', days);
				const given: Schedule = {
					startsOn: day(start),
					deadline: day(start + length),
					milestones: due(...milestones.map(day))
				};
				const before = expectedProgress(given, day(early)) ?? NaN;
				const after = expectedProgress(given, day(early + later)) ?? NaN;
				expect(before).toBeGreaterThanOrEqual(0);
				expect(after).toBeLessThanOrEqual(100);
				expect(after).toBeGreaterThanOrEqual(before);
			})
		);
	});
});

describe('computeMeanProgress', () => {
	const one = (given: Partial<WeightedProgress> = {}): WeightedProgress => ({
		lifecycle: 'adopted',
		weight: 1,
		progress: 0,
		...given
	});
	it.each([
		['nothing there', [], { mean: null, known: 0, counted: 0 }],
		['nothing reported', [one({ progress: null })], { mean: null, known: 0, counted: 1 }],
		['a plain mean', [one({ progress: 20 }), one({ progress: 60 })], { mean: 40, known: 2, counted: 2 }],
		[
			'silence does not pull down',
			[one({ progress: 60 }), one({ progress: null })],
			{ mean: 60, known: 1, counted: 2 }
		],
		['nought does', [one({ progress: 60 }), one({ progress: 0 })], { mean: 30, known: 2, counted: 2 }],
		[
			'a weight counts',
			[one({ progress: 100, weight: 3 }), one({ progress: 0 })],
			{ mean: 75, known: 2, counted: 2 }
		],
		[
			'completed is 100',
			[one({ lifecycle: 'completed', progress: 80 })],
			{ mean: 100, known: 1, counted: 1 }
		],
		[
			'reported or not',
			[one({ lifecycle: 'completed', progress: null })],
			{ mean: 100, known: 1, counted: 1 }
		],
		[
			'in operation counts',
			[one({ lifecycle: 'in-operation', progress: 90 })],
			{ mean: 90, known: 1, counted: 1 }
		],
		[
			'proposed does not',
			[one({ lifecycle: 'proposed', progress: 90 })],
			{ mean: null, known: 0, counted: 0 }
		],
		[
			'nor discontinued',
			[one({ lifecycle: 'discontinued', progress: 90 })],
			{ mean: null, known: 0, counted: 0 }
		]
	])('%s', (_case, measures, progress) => {
		expect(computeMeanProgress(measures)).toEqual(progress);
	});

	const anyMeasure: fc.Arbitrary<WeightedProgress> = fc.record({
		lifecycle: fc.constantFrom(...lifecycles),
		weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
		progress: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null })
	});
	const measures = fc.array(anyMeasure, { maxLength: 20 });
	const shown = (measured: readonly WeightedProgress[]) => computeMeanProgress(measured).mean ?? -1;

	it('lies between the lowest and the highest counted progress', () => {
		fc.assert(
			fc.property(measures, (given) => {
				const counted = given.filter(({ lifecycle }) => isCounted(lifecycle));
				const reported = counted
					.map(({ lifecycle, progress }) => (lifecycle === 'completed' ? 100 : progress))
					.filter((progress) => progress !== null);
				const { mean, known } = computeMeanProgress(given);
				expect(known).toBe(reported.length);
				expect(mean === null).toBe(reported.length === 0);
				if (mean === null) return;
				expect(mean).toBeGreaterThanOrEqual(Math.min(...reported) - 1e-9);
				expect(mean).toBeLessThanOrEqual(Math.max(...reported) + 1e-9);
			})
		);
	});

	it('does not change if all weights are scaled', () => {
		fc.assert(
			fc.property(measures, fc.double({ min: 0.01, max: 1000, noNaN: true }), (given, factor) => {
				const grown = given.map((measure) => ({ ...measure, weight: measure.weight * factor }));
				expect(shown(grown)).toBeCloseTo(shown(given), 9);
			})
		);
	});

	it('does not depend on the order of measures', () => {
		fc.assert(
			fc.property(
				measures.chain((given) =>
					fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))
				),
				([given, shuffled]) => {
					expect(shown(shuffled)).toBeCloseTo(shown(given), 9);
				}
			)
		);
	});

	it('ignores measures that are not counted', () => {
		const uncounted = anyMeasure.map((measure) => ({ ...measure, lifecycle: 'discontinued' as const }));
		fc.assert(
			fc.property(measures, fc.array(uncounted), (given, more) => {
				expect(computeMeanProgress([...given, ...more])).toEqual(computeMeanProgress(given));
			})
		);
	});

	it('never decreases if one measure’s progress increases', () => {
		fc.assert(
			fc.property(measures, anyMeasure, fc.nat(100), fc.nat(100), (rest, measure, a, b) => {
				const at = (progress: number) => shown([...rest, { ...measure, progress }]);
				expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)) - 1e-9);
			})
		);
	});
});

describe('isStale', () => {
	it.each([
		['2026-05-25', '2026-11-20', false],
		['2026-05-25', '2026-11-21', false],
		['2026-05-25', '2026-11-22', true],
		['2026-11-21', '2026-11-21', false],
		['2026-11-22', '2026-11-21', false]
	])('reported %s, read %s with a limit of 180 days: %s', (reported, today, stale) => {
		expect(isStale(reported, today, 180)).toBe(stale);
	});
});
