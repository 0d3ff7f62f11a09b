import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	nextRoundState,
	compareRounds,
	computeLateness,
	firstDeadlineOutOfOrder,
	parseRoundKey,
	roundKey,
	roundKinds,
	roundStates,
	acceptsReports,
	type RoundDeadlines,
	type RoundPeriod,
	type RoundState,
	type RoundTransition
} from './round';

const round: fc.Arbitrary<RoundPeriod> = fc.record({
	year: fc.integer({ min: 2000, max: 2099 }),
	kind: fc.constantFrom(...roundKinds)
});

describe('round keys', () => {
	it.each([
		[{ year: 2026, kind: 'annual' }, '2026'],
		[{ year: 2026, kind: 'half' }, '2026-half']
	] as const)('%j: %s', (name, key) => {
		expect(roundKey(name)).toBe(key);
		expect(parseRoundKey(key)).toEqual(name);
	});

	it('are parsed back to the round', () => {
		fc.assert(
			fc.property(round, (name) => {
				expect(parseRoundKey(roundKey(name))).toEqual(name);
			})
		);
	});

	it.each([
		'',
		'26',
		'1999',
		'2026-',
		'2026-annual',
		'2026-HALF',
		'2026-half-',
		' 2026',
		'2026\n',
		'20261',
		'half'
	])('reject %j', (key) => {
		expect(parseRoundKey(key)).toBeNull();
	});
});

describe('compareRounds', () => {
	it('puts the half-year round before the annual one of its year', () => {
		const rounds: RoundPeriod[] = [
			{ year: 2027, kind: 'half' },
			{ year: 2026, kind: 'annual' },
			{ year: 2025, kind: 'annual' },
			{ year: 2026, kind: 'half' }
		];
		expect(rounds.sort(compareRounds).map(roundKey)).toEqual(['2025', '2026-half', '2026', '2027-half']);
	});

	it('is a total order', () => {
		fc.assert(
			fc.property(round, round, round, (a, b, c) => {
				expect(Math.sign(compareRounds(a, b))).toBe(0 - Math.sign(compareRounds(b, a)));
				expect(compareRounds(a, b) === 0).toBe(roundKey(a) === roundKey(b));
				if (compareRounds(a, b) <= 0 && compareRounds(b, c) <= 0)
					expect(compareRounds(a, c)).toBeLessThanOrEqual(0);
			})
		);
	});
});

describe('firstDeadlineOutOfOrder', () => {
	const inOrder: RoundDeadlines = {
		opensOn: '2026-10-01',
		reportBy: '2026-10-30',
		readBy: '2026-11-13',
		meetingOn: '2026-11-27'
	};
	it.each([
		['all in order', {}, null],
		['all on one day', { reportBy: '2026-10-01', readBy: '2026-10-01', meetingOn: '2026-10-01' }, null],
		['reports due before the round opens', { reportBy: '2026-09-30' }, 'reportBy'],
		['reading ends before reports are due', { readBy: '2026-10-29' }, 'readBy'],
		['the meeting is before reading ends', { meetingOn: '2026-11-12' }, 'meetingOn'],
		['the first fault is the one named', { reportBy: '2026-09-01', meetingOn: '2026-09-01' }, 'reportBy']
	] as const)('%s: %s', (_case, given, fault) => {
		const deadlines: RoundDeadlines = { ...inOrder, ...given };
		expect(firstDeadlineOutOfOrder(deadlines)).toBe(fault);
	});
});

describe('nextRoundState', () => {
	/** All allowed transitions. */
	const allowed: Record<string, RoundState> = {
		'open planned': 'open',
		'start-reading open': 'reading',
		'close open': 'closed',
		'close reading': 'closed',
		'reopen closed': 'reading'
	};
	const steps: RoundTransition[] = ['open', 'start-reading', 'close', 'reopen'];
	it.each(steps.flatMap((step) => roundStates.map((state) => [step, state] as const)))(
		'%s when %s',
		(step, state) => {
			expect(nextRoundState(step, state)).toBe(allowed[`${step} ${state}`] ?? null);
		}
	);

	it.each([
		['planned', false],
		['open', true],
		['reading', true],
		['closed', false]
	] as const)('accepts evaluations when %s: %s', (state, takes) => {
		expect(acceptsReports(state)).toBe(takes);
	});
});

describe('computeLateness', () => {
	// Friday 27.11.2026, with three working days of grace: to Wednesday 2.12.
	const given = { state: 'open', reportBy: '2026-11-27', graceDays: 3 } as const;

	it.each([
		['on the deadline', '2026-11-27', 'in-time'],
		['the day after it', '2026-11-28', 'in-grace'],
		['on the last day of grace', '2026-12-02', 'in-grace'],
		['the day after that', '2026-12-03', 'overdue']
	] as const)('%s', (_, today, lateness) => {
		expect(computeLateness(today, given)).toBe(lateness);
	});

	it('is overdue the day after the deadline without days of grace', () => {
		expect(computeLateness('2026-11-28', { ...given, graceDays: 0 })).toBe('overdue');
	});

	it('is in time in a planned or closed round', () => {
		for (const state of ['planned', 'closed'] as const)
			expect(computeLateness('2027-01-01', { ...given, state })).toBe('in-time');
		expect(computeLateness('2027-01-01', { ...given, state: 'reading' })).toBe('overdue');
	});
});
