import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar/calendar-date';
import {
	expectedValue,
	latestReading,
	indicatorVerdict,
	type TargetTrajectory,
	assessReadings,
	latestGap
} from './indicator';

/** From 20 at the beginning of 2025 to 40 by the end of it, 60 in 2026 and 60 in 2028. */
const course: TargetTrajectory = {
	direction: 'up',
	baseline: 20,
	baselineOn: '2024-12-31',
	targets: [
		{ year: 2026, value: 60 },
		{ year: 2025, value: 40 },
		{ year: 2028, value: 60 }
	]
};

describe('expectedValue', () => {
	it.each([
		['before the baseline nothing', '2024-12-30', null],
		['on its day the baseline', '2024-12-31', 20],
		['on the way a share of the way', '2025-03-14', 24],
		['on a year’s last day its target', '2025-12-31', 40],
		['from target to target', '2026-07-01', 40 + (20 * 182) / 365],
		['over a year without one', '2027-06-30', 60],
		['after the last that target', '2031-01-01', 60]
	])('%s', (_what, on, value) => {
		const expected = expectedValue(course, on);
		if (value === null) expect(expected).toBeNull();
		else expect(expected).toBeCloseTo(value, 10);
	});

	it.each([
		['targets alone say nothing before the first of them', { baseline: null }, '2025-06-01', null],
		['targets alone say what they are', { baseline: null, baselineOn: null }, '2025-12-31', 40],
		['a baseline without its day is no point', { baselineOn: null }, '2025-06-01', null],
		['a baseline alone is nothing to reach', { targets: [] }, '2025-06-01', null]
	])('%s', (_what, given, on, value) => {
		expect(expectedValue({ ...course, ...given }, on)).toBe(value);
	});
});

describe('indicatorVerdict', () => {
	it.each([
		['up', 41, 'on-target'],
		['up', 40, 'on-target'],
		['up', 39.9, 'behind-target'],
		['down', 39, 'on-target'],
		['down', 40, 'on-target'],
		['down', 40.1, 'behind-target']
	] as const)('with direction %s, %d against 40: %s', (direction, value, standing) => {
		expect(indicatorVerdict({ ...course, direction }, { on: '2025-12-31', value })).toBe(standing);
	});

	it('compares a reading with the value expected on its own date', () => {
		expect(indicatorVerdict(course, { on: '2025-01-10', value: 25 })).toBe('on-target');
		expect(indicatorVerdict(course, { on: '2025-12-01', value: 25 })).toBe('behind-target');
	});

	it('is unknown without an expected value or a reading', () => {
		expect(indicatorVerdict({ ...course, targets: [] }, { on: '2025-12-31', value: 1 })).toBe('unknown');
		expect(indicatorVerdict(course, { on: '2020-01-01', value: 1 })).toBe('unknown');
		expect(indicatorVerdict(course, null)).toBe('unknown');
	});

	it('uses the latest reading in any order', () => {
		const readings = ['2026-01-01', '2026-03-01', '2025-01-01'].map((on, value) => ({ on, value }));
		expect(latestReading(readings)).toEqual({ on: '2026-03-01', value: 1 });
		expect(latestReading([])).toBeNull();
	});

	it('passes over later readings without a figure, and knows the last of them', () => {
		const readings = [
			{ on: '2025-01-01', value: 1 },
			{ on: '2026-01-01', value: 'anonymized' as const },
			{ on: '2025-06-30', value: 'missing' as const }
		];
		expect(latestReading(readings)).toEqual({ on: '2025-01-01', value: 1 });
		expect(latestGap(readings)).toEqual({ on: '2026-01-01', gap: 'anonymized' });
		expect(latestGap(readings.slice(0, 1))).toBeNull();
		expect(assessReadings(course, readings).map(({ standing }) => standing)).toEqual([
			expect.any(String),
			'unknown',
			'unknown'
		]);
	});
});

describe('trajectories in general', () => {
	const value = fc.integer({ min: -1000, max: 1000 });
	const day = fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2023-01-01', n));
	const aCourse: fc.Arbitrary<TargetTrajectory> = fc.record({
		direction: fc.constantFrom('up', 'down'),
		baseline: fc.option(value),
		baselineOn: fc.option(day),
		targets: fc.uniqueArray(fc.record({ year: fc.integer({ min: 2024, max: 2030 }), value }), {
			selector: ({ year }) => year
		})
	});
	const mirrored = (one: TargetTrajectory): TargetTrajectory => ({
		...one,
		direction: one.direction === 'up' ? 'down' : 'up',
		baseline: one.baseline === null ? null : -one.baseline,
		targets: one.targets.map(({ year, value: wanted }) => ({ year, value: -wanted }))
	});

	it('keep the expected value between baseline and targets', () => {
		fc.assert(
			fc.property(aCourse, day, (one, on) => {
				const expected = expectedValue(one, on);
				if (expected === null) return;
				const known = [...one.targets.map((target) => target.value), one.baseline ?? one.targets[0]!.value];
				expect(expected).toBeGreaterThanOrEqual(Math.min(...known) - 1e-9);
				expect(expected).toBeLessThanOrEqual(Math.max(...known) + 1e-9);
			})
		);
	});

	it('keep an expected value once there is one', () => {
		fc.assert(
			fc.property(aCourse, day, fc.nat(500), (one, on, later) => {
				if (expectedValue(one, on) !== null) expect(expectedValue(one, addDays(on, later))).not.toBeNull();
			})
		);
	});

	it('are symmetric in direction', () => {
		fc.assert(
			fc.property(aCourse, day, value, (one, on, read) => {
				expect(indicatorVerdict(mirrored(one), { on, value: -read })).toBe(
					indicatorVerdict(one, { on, value: read })
				);
			})
		);
	});

	it('never give a better reading a worse verdict', () => {
		fc.assert(
			fc.property(aCourse, day, value, fc.nat(100), (one, on, read, more) => {
				const better = one.direction === 'up' ? read + more : read - more;
				if (indicatorVerdict(one, { on, value: read }) === 'on-target')
					expect(indicatorVerdict(one, { on, value: better })).toBe('on-target');
			})
		);
	});

	it('do not depend on the order of targets', () => {
		fc.assert(
			fc.property(aCourse, day, (one, on) => {
				const turned = { ...one, targets: one.targets.toReversed() };
				expect(expectedValue(turned, on)).toBe(expectedValue(one, on));
			})
		);
	});
});
