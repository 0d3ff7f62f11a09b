import { describe, expect, it } from 'vitest';
import { outOfOrder, type RoundName } from '$lib/domain/round';
import { nextRound } from './suggestion';

const plan = { fromYear: 2025, toYear: 2029 };
const held = (year: number, kind: RoundName['kind'], month: string) => ({
	year,
	kind,
	opensOn: `${year}-${month}-02`,
	reportBy: `${year}-${month}-09`,
	readBy: `${year}-${month}-16`,
	meetingOn: `${year}-${month}-23`,
	graceDays: 3
});

describe('the next round', () => {
	it.each([
		['the first half-year of a new plan', [], { year: 2025, kind: 'half' }],
		['the annual one after a half-year', [held(2026, 'half', '04')], { year: 2026, kind: 'annual' }],
		['the next year’s half after an annual', [held(2026, 'annual', '11')], { year: 2027, kind: 'half' }]
	] as const)('is %s', (_what, rounds, name) => {
		expect(nextRound(rounds, plan)).toMatchObject(name);
	});

	it('falls on the weekdays of the last of its kind', () => {
		const next = nextRound([held(2026, 'half', '04'), held(2026, 'annual', '11')], plan);
		expect(next).toMatchObject({ opensOn: '2027-04-01', reportBy: '2027-04-08', graceDays: 3 });
		expect(new Date('2027-04-01').getUTCDay()).toBe(new Date('2026-04-02').getUTCDay());
	});

	it('has its dates in order and outside weekends where there is none before it', () => {
		for (const kind of ['half', 'annual'] as const) {
			const next = nextRound(kind === 'half' ? [] : [held(2025, 'half', '04')], plan)!;
			expect(outOfOrder(next)).toBeNull();
			for (const date of [next.opensOn, next.reportBy, next.readBy, next.meetingOn])
				expect([0, 6]).not.toContain(new Date(date).getUTCDay());
		}
	});

	it('is none after the plan’s last', () => {
		expect(nextRound([held(2029, 'annual', '11')], plan)).toBeNull();
	});
});
