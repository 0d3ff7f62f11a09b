import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar-date';
import {
	addWorkingDays,
	easterSunday,
	graceEndDate,
	isWorkingDay,
	nearestWorkingDay,
	publicHolidays,
	workingDaysBetween
} from './working-days';

/** As printed in almanacs; 2008 and 2160 have the earliest Easters, 2038 and 2190 the latest. */
const easters = `2000-04-23 2008-03-23 2016-03-27 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09
	2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21 2035-03-25 2038-04-25
	2049-04-18 2076-04-19 2100-03-28 2160-03-23 2190-04-25`.split(/\s+/);

describe('public holidays', () => {
	it.each(easters)('place Easter on %s', (day) => {
		expect(easterSunday(Number(day.slice(0, 4)))).toBe(day);
	});

	it('match the almanac in 2026', () => {
		expect(publicHolidays(2026)).toEqual([
			'2026-01-01',
			'2026-04-02',
			'2026-04-03',
			'2026-04-05',
			'2026-04-06',
			'2026-05-01',
			'2026-05-14',
			'2026-05-17',
			'2026-05-24',
			'2026-05-25',
			'2026-12-25',
			'2026-12-26'
		]);
	});

	it('are eleven if 17 May is Ascension Day or a day of Pentecost', () => {
		expect(publicHolidays(2012)).toContain('2012-05-17');
		expect(publicHolidays(2012)).toHaveLength(11);
		expect(publicHolidays(2027)).toHaveLength(11);
	});

	it('place Easter on a Sunday between 22 March and 25 April in any year', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1900, max: 2400 }), (year) => {
				const easter = easterSunday(year);
				expect(new Date(easter).getUTCDay()).toBe(0);
				expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true);
			})
		);
	});
});

describe('working days', () => {
	it.each([
		['2026-11-20', true],
		['2026-11-21', false],
		['2026-11-22', false],
		['2026-04-01', true],
		['2026-04-02', false],
		['2026-12-24', true],
		['2026-12-25', false],
		['2027-05-17', false]
	])('%s: %s', (day, works) => expect(isWorkingDay(day)).toBe(works));

	it.each([
		['2026-11-20', 1, '2026-11-23'],
		['2026-11-20', 5, '2026-11-27'],
		['2026-04-01', 1, '2026-04-07'],
		['2026-04-07', -1, '2026-04-01'],
		['2026-12-24', 2, '2026-12-29'],
		['2026-11-21', 0, '2026-11-21'],
		['2026-11-22', -1, '2026-11-20']
	])('%s and %i working days: %s', (day, count, to) => expect(addWorkingDays(day, count)).toBe(to));

	it.each([
		['2026-12-11', 5, '2026-12-18'],
		['2026-12-18', 5, '2026-12-28'],
		['2026-12-11', 0, '2026-12-11'],
		['2026-03-31', 3, '2026-04-08']
	])('a deadline on %s with %i days of grace ends on %s', (day, days, end) =>
		expect(graceEndDate(day, days)).toBe(end)
	);

	const anyDay = fc.integer({ min: 0, max: 36_500 }).map((days) => addDays('2000-01-01', days));

	it('are added and counted consistently', () => {
		fc.assert(
			fc.property(anyDay, fc.integer({ min: -60, max: 60 }), (day, count) => {
				const from = nearestWorkingDay(day, 'after');
				const to = addWorkingDays(from, count);
				expect(isWorkingDay(to)).toBe(true);
				expect(workingDaysBetween(from, to)).toBe(count);
				expect(addWorkingDays(to, 0 - count)).toBe(from);
			})
		);
	});

	it('number at most five in a week, and 247 to 259 in a year', () => {
		fc.assert(
			fc.property(anyDay, (day) => {
				expect(workingDaysBetween(day, addDays(day, 7))).toBeLessThanOrEqual(5);
				const inYear = workingDaysBetween(day, addDays(day, 365));
				expect(inYear).toBeGreaterThanOrEqual(247);
				expect(inYear).toBeLessThanOrEqual(259);
			})
		);
	});

	it('include the nearest one on the given side, with none between', () => {
		fc.assert(
			fc.property(anyDay, (day) => {
				const [before, after] = [nearestWorkingDay(day, 'before'), nearestWorkingDay(day, 'after')];
				expect(before <= day && day <= after).toBe(true);
				expect(workingDaysBetween(before, after)).toBe(before === after ? 0 : 1);
			})
		);
	});
});
