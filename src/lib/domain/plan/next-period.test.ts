import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	nextPeriodTrajectory,
	nextPeriodDeadline,
	nextPeriodMeasureId,
	nextPeriodLifecycle,
	validateNextPeriod,
	continuesAsFunding,
	mayContinueInNextPeriod,
	suggestNextPeriod
} from './next-period';
import { lifecycles } from '../measure/measure';

const years = { from: 2025, to: 2029 };
const next = { from: 2030, to: 2034 };

it.each([
	['proposed', true, 'proposed'],
	['adopted', true, 'proposed'],
	['in-operation', true, 'in-operation'],
	['completed', false, null],
	['discontinued', false, null]
] as const)('a measure that is %s may continue: %s, as %s', (lifecycle, along, as) => {
	expect(mayContinueInNextPeriod(lifecycle)).toBe(along);
	if (as) expect(nextPeriodLifecycle(lifecycle)).toBe(as);
});

it('the table of lifecycles is complete', () => {
	expect(lifecycles.filter(mayContinueInNextPeriod)).toEqual(['proposed', 'adopted', 'in-operation']);
});

describe('suggestNextPeriod', () => {
	it('keeps the length, follows directly, and replaces the years in name and slug', () => {
		const plan = {
			...years,
			slug: 'telemark-2025-2029',
			name: { nb: 'Strategi 2025–2029', nn: 'Strategi 2025–2029' }
		};
		expect(suggestNextPeriod(plan)).toEqual({
			...next,
			slug: 'telemark-2030-2034',
			name: { nb: 'Strategi 2030–2034', nn: 'Strategi 2030–2034' }
		});
	});

	it('keeps a name without years in its written forms', () => {
		const plan = { from: 2026, to: 2026, slug: 'plan', name: { nn: 'Planen' } };
		expect(suggestNextPeriod(plan)).toEqual({ from: 2027, to: 2027, slug: 'plan', name: { nn: 'Planen' } });
	});

	it.each([
		[2030, 2034, null],
		[2030, 2030, null],
		[2029, 2032, null],
		[2026, 2030, null],
		[2025, 2034, { field: 'from', code: 'not-following' }],
		[2031, 2034, { field: 'from', code: 'not-following' }],
		[2030, 2029, { field: 'to', code: 'not-beyond' }],
		[2027, 2029, { field: 'to', code: 'not-beyond' }]
	])('from %i to %i after 2025–2029: %j', (from, to, fault) => {
		expect(validateNextPeriod(years, { from, to })).toEqual(fault ? [fault] : []);
	});

	it('suggests a valid period after any plan', () => {
		fc.assert(
			fc.property(fc.integer({ min: 2000, max: 2040 }), fc.nat(20), (from, length) => {
				const plan = { from, to: from + length, slug: 'p', name: { nb: 'P' } };
				expect(validateNextPeriod(plan, suggestNextPeriod(plan))).toEqual([]);
			})
		);
	});
});

describe('nextPeriodMeasureId', () => {
	it('is readable and keeps its length over periods', () => {
		const taken = new Set(['hjemmesykehus']);
		const first = nextPeriodMeasureId('hjemmesykehus', { before: 2025, from: 2030 }, taken);
		expect(first).toBe('hjemmesykehus-2030');
		taken.add(first);
		expect(nextPeriodMeasureId(first, { before: 2030, from: 2035 }, taken)).toBe('hjemmesykehus-2035');
	});

	it('is unique, also for a truncated name', () => {
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^[a-z]([a-z0-9-]{0,70}[a-z0-9])?$/)), (ids) => {
				const taken = new Set(ids);
				for (const id of ids) {
					const own = nextPeriodMeasureId(id, { before: 2025, from: 2030 }, taken);
					expect(taken.has(own)).toBe(false);
					expect(own).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
					taken.add(own);
				}
			})
		);
	});
});

it.each([
	['2029-12-31', null],
	['2030-01-01', '2030-01-01'],
	[null, null]
])('a deadline on %s continues as %s', (deadline, along) => {
	const words = { deadline, deadlineWords: deadline && 'våren' };
	expect(nextPeriodDeadline(words, next)).toEqual({ deadline: along, deadlineWords: along && 'våren' });
});

describe('nextPeriodTrajectory', () => {
	const indicator = {
		direction: 'up',
		baseline: 20,
		baselineOn: '2024-12-31',
		source: null,
		targets: [
			{ year: 2029, value: 80 },
			{ year: 2030, value: 90 }
		]
	} as const;

	it('starts at the latest reading and keeps future targets', () => {
		const readings = [
			{ on: '2025-12-31', value: 41, source: 'Spørjing' },
			{ on: '2026-06-30', value: 35, source: 'Register' }
		];
		expect(nextPeriodTrajectory({ ...indicator, readings }, next)).toEqual({
			direction: 'up',
			baseline: 35,
			baselineOn: '2026-06-30',
			targets: [{ year: 2030, value: 90 }],
			source: 'Register'
		});
		expect(nextPeriodTrajectory({ ...indicator, source: 'SSB', readings }, next).source).toBe('SSB');
	});

	it('keeps the baseline without readings', () => {
		expect(nextPeriodTrajectory({ ...indicator, readings: [] }, next)).toMatchObject({
			baseline: 20,
			baselineOn: '2024-12-31',
			source: null
		});
	});
});

it.each([
	[null, true],
	[2029, false],
	[2030, true]
])('funding for the year %s continues: %s', (year, along) => {
	expect(continuesAsFunding({ year }, next)).toBe(along);
});
