import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar/calendar-date';
import {
	timelineBar,
	deadlineState,
	dueDatesWithin,
	milestoneState,
	positionInSpan,
	planYearsSpan
} from './timeline';

const today = '2026-11-22';
const plan = planYearsSpan(2025, 2029);

describe('milestoneState', () => {
	it.each([
		['not reached, due tomorrow', '2026-11-23', null, 'ahead'],
		['not reached, due today', '2026-11-22', null, 'ahead'],
		['not reached, due yesterday', '2026-11-21', null, 'overdue'],
		['reached in time', '2026-11-21', '2026-11-01', 'done'],
		['reached late', '2026-01-01', '2026-11-01', 'done'],
		['reached before its day has come', '2027-01-01', '2026-11-01', 'done']
	] as const)('%s', (_what, due, doneOn, state) => {
		expect(milestoneState({ due, doneOn }, today)).toBe(state);
	});
});

describe('deadlineState', () => {
	it.each([
		['adopted', '2026-11-21', 'overdue'],
		['adopted', '2026-11-22', 'ahead'],
		['in-operation', '2026-11-21', 'overdue'],
		['completed', '2026-11-21', 'done'],
		['completed', '2027-11-21', 'done']
	] as const)('of a measure that is %s, %s: %s', (lifecycle, deadline, state) => {
		expect(deadlineState(deadline, { lifecycle }, today)).toBe(state);
	});

	it('is not overdue if the measure is reported as done', () => {
		expect(deadlineState('2026-11-21', { lifecycle: 'in-operation', done: true }, today)).toBe('done');
	});
});

describe('positionInSpan', () => {
	it.each([
		['2024-12-31', 0],
		['2025-01-01', 0],
		['2029-12-31', (100 * 1825) / 1826],
		['2030-01-01', 100],
		['2099-01-01', 100]
	])('%s', (date, share) => {
		expect(positionInSpan(date, plan)).toBeCloseTo(share, 10);
	});

	it('never decreases over time, and stays between 0 and 100', () => {
		const days = fc.integer({ min: -400, max: 2400 });
		fc.assert(
			fc.property(days, days, (a, b) => {
				const [first, last] = [Math.min(a, b), Math.max(a, b)].map((n) => addDays('2025-01-01', n));
				const [from, to] = [positionInSpan(first!, plan), positionInSpan(last!, plan)];
				expect(from).toBeLessThanOrEqual(to);
				expect(from).toBeGreaterThanOrEqual(0);
				expect(to).toBeLessThanOrEqual(100);
			})
		);
	});
});

describe('timelineBar', () => {
	it.each([
		['its start to the end of its deadline’s day', '2025-01-01', '2029-12-31', { from: 0, to: 100 }],
		['the beginning where it has no start', null, '2029-12-31', { from: 0, to: 100 }],
		['to the end where it has no deadline', '2025-01-01', null, { from: 0, to: 100 }],
		['nowhere without dates', null, null, null],
		['nowhere where it ended before', '2023-01-01', '2024-12-31', null],
		['nowhere where it begins after', '2030-01-01', null, null],
		['nowhere where the deadline comes first', '2027-01-01', '2026-01-01', null]
	])('runs from %s', (_what, startsOn, deadline, bar) => {
		expect(timelineBar({ startsOn, deadline }, plan)).toEqual(bar);
	});
});

describe('dueDatesWithin', () => {
	const measure = {
		lifecycle: 'adopted' as const,
		startsOn: null,
		deadline: '2026-06-01',
		milestones: [
			{ due: '2027-01-01', doneOn: null, name: 'c' },
			{ due: '2026-06-01', doneOn: '2026-05-30', name: 'b' },
			{ due: '2025-06-01', doneOn: null, name: 'a' }
		]
	};

	it('sorts by date, the deadline after milestones on its date', () => {
		const due = dueDatesWithin(measure, plan, today);
		expect(due.map(({ on, state, milestone }) => [on, state, milestone?.name ?? 'deadline'])).toEqual([
			['2025-06-01', 'overdue', 'a'],
			['2026-06-01', 'done', 'b'],
			['2026-06-01', 'overdue', 'deadline'],
			['2027-01-01', 'ahead', 'c']
		]);
	});

	it('leaves out other years if one is given', () => {
		expect(dueDatesWithin(measure, planYearsSpan(2026, 2026), today)).toHaveLength(2);
	});
});
