import { describe, expect, it } from 'vitest';
import { firstDeadlineOutOfOrder, type RoundPeriod } from '$lib/domain/round/round';
import { isWorkingDay, workingDaysBetween } from '$lib/domain/calendar/working-days';
import { suggestNextRound, suggestRound } from './round-suggestion';

const plan = { fromYear: 2025, toYear: 2029 };
const early = '2025-01-01';
const held = (year: number, kind: RoundPeriod['kind'], month: string) => ({
	year,
	kind,
	opensOn: `${year}-${month}-02`,
	reportBy: `${year}-${month}-09`,
	readBy: `${year}-${month}-16`,
	meetingOn: `${year}-${month}-23`,
	graceDays: 3
});

describe('suggestNextRound', () => {
	it.each([
		['the first half-year of a new plan', [], { year: 2025, kind: 'half' }],
		['the annual one after a half-year', [held(2026, 'half', '04')], { year: 2026, kind: 'annual' }],
		['the next year’s half after an annual', [held(2026, 'annual', '11')], { year: 2027, kind: 'half' }]
	] as const)('returns %s', (_what, rounds, name) => {
		expect(suggestNextRound(rounds, plan, early)).toMatchObject(name);
	});

	it('keeps the weekdays of the last round of its kind', () => {
		const next = suggestNextRound([held(2026, 'half', '06'), held(2026, 'annual', '11')], plan, early);
		expect(next).toMatchObject({ opensOn: '2027-06-01', reportBy: '2027-06-08', graceDays: 3 });
		expect(new Date('2027-06-01').getUTCDay()).toBe(new Date('2026-06-02').getUTCDay());
	});

	it('moves dates on holidays forward', () => {
		const before = { ...held(2027, 'half', '04'), reportBy: '2027-05-19', readBy: '2027-06-08' };
		// 364 days on: 17 May 2028, Norway's own day.
		expect(suggestNextRound([before, held(2027, 'annual', '11')], plan, early)).toMatchObject({
			reportBy: '2028-05-18'
		});
	});

	it.each(['half', 'annual'] as const)(
		'gives a first %s round four weeks to report and two to four to review, on working days',
		(kind) => {
			for (let year = 2025; year <= 2045; year++) {
				const span = { fromYear: year, toYear: year };
				const next = suggestNextRound(kind === 'half' ? [] : [held(year, 'half', '04')], span, early)!;
				const { opensOn, reportBy, readBy, meetingOn } = next;
				expect(firstDeadlineOutOfOrder(next)).toBeNull();
				for (const date of [opensOn, reportBy, readBy, meetingOn])
					expect([date, isWorkingDay(date)]).toEqual([date, true]);
				expect(workingDaysBetween(opensOn, reportBy)).toBe(20);
				expect(workingDaysBetween(reportBy, readBy)).toBe(15);
				expect(meetingOn > readBy).toBe(true);
			}
		}
	);

	it('starts a round today that should have begun', () => {
		const next = suggestNextRound([], plan, '2026-11-29');
		expect(next).toMatchObject({
			year: 2026,
			kind: 'annual',
			opensOn: '2026-11-30',
			meetingOn: '2027-02-11'
		});
		expect(firstDeadlineOutOfOrder(next!)).toBeNull();
	});

	it('moves the meeting if the dates need it', () => {
		const next = suggestNextRound([], plan, '2027-02-10');
		expect(next).toMatchObject({ year: 2026, kind: 'annual', opensOn: '2027-02-10' });
		expect(firstDeadlineOutOfOrder(next!)).toBeNull();
	});

	it.each([
		['2027', 'half', '2027-04-12'],
		['2027', 'annual', '2027-11-01'],
		['2028', 'annual', '2028-11-01']
	] as const)('has dates that follow the year and kind: %s, %s', (year, kind, opensOn) => {
		const dates = suggestRound([], { year: Number(year), kind }, early);
		expect(dates).toMatchObject({ year: Number(year), kind, opensOn });
		expect(firstDeadlineOutOfOrder(dates)).toBeNull();
	});

	it('returns null after the plan’s last round', () => {
		expect(suggestNextRound([held(2029, 'annual', '11')], plan, early)).toBeNull();
	});
});
