import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	addDays,
	toOsloDate,
	instantToOsloDate,
	daysBetween,
	isCalendarDate,
	parseDate
} from './calendar-date';

const date = fc
	.date({ min: new Date('2000-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
	.map((moment) => moment.toISOString().slice(0, 10));

describe('dates in Oslo', () => {
	it.each([
		['the second before midnight, winter', '2026-11-20T22:59:59.999Z', '2026-11-20'],
		['midnight, winter', '2026-11-20T23:00:00.000Z', '2026-11-21'],
		['the second before midnight, summer', '2026-06-20T21:59:59.999Z', '2026-06-20'],
		['midnight, summer', '2026-06-20T22:00:00.000Z', '2026-06-21'],
		['midnight into the day that clocks go forward', '2026-03-28T23:00:00.000Z', '2026-03-29'],
		['the second before the clocks go forward', '2026-03-29T00:59:59.999Z', '2026-03-29'],
		['the moment the clocks go forward', '2026-03-29T01:00:00.000Z', '2026-03-29'],
		['the end of that short day', '2026-03-29T21:59:59.999Z', '2026-03-29'],
		['midnight after it', '2026-03-29T22:00:00.000Z', '2026-03-30'],
		['midnight into the day that clocks go back', '2026-10-24T22:00:00.000Z', '2026-10-25'],
		['02.30 the first time', '2026-10-25T00:30:00.000Z', '2026-10-25'],
		['02.30 the second time', '2026-10-25T01:30:00.000Z', '2026-10-25'],
		['the end of that long day', '2026-10-25T22:59:59.999Z', '2026-10-25'],
		['midnight after it', '2026-10-25T23:00:00.000Z', '2026-10-26'],
		['new year in Oslo, still the old one in UTC', '2026-12-31T23:00:00.000Z', '2027-01-01'],
		['midnight into a leap day', '2028-02-28T23:00:00.000Z', '2028-02-29']
	])('%s: %s is %s', (_moment, instant, day) => {
		expect(instantToOsloDate(instant)).toBe(day);
		expect(toOsloDate(new Date(instant))).toBe(day);
	});
});

describe('daysBetween', () => {
	it.each([
		['2026-11-21', '2026-11-21', 0],
		['2026-11-21', '2026-11-22', 1],
		['2026-11-22', '2026-11-21', -1],
		['2026-03-28', '2026-03-30', 2],
		['2026-10-24', '2026-10-26', 2],
		['2028-02-28', '2028-03-01', 2],
		['2027-02-28', '2027-03-01', 1],
		['2025-01-01', '2029-12-31', 1825]
	])('counts from %s to %s as %i', (from, to, days) => {
		expect(daysBetween(from, to)).toBe(days);
		expect(addDays(from, days)).toBe(to);
	});

	it('is the inverse of addDays', () => {
		fc.assert(
			fc.property(date, fc.integer({ min: -20_000, max: 20_000 }), (from, days) => {
				const to = addDays(from, days);
				expect(daysBetween(from, to)).toBe(days);
				expect(addDays(to, -days)).toBe(from);
			})
		);
	});

	it('calendar dates sort as text in time order', () => {
		fc.assert(
			fc.property(date, date, (a, b) => {
				expect(Math.sign(daysBetween(a, b))).toBe(a < b ? 1 : a > b ? -1 : 0);
			})
		);
	});
});

describe('isCalendarDate', () => {
	it.each([
		['2026-11-21', true],
		['2028-02-29', true],
		['2027-02-29', false],
		['2100-02-29', false],
		['2027-04-31', false],
		['2027-13-01', false],
		['2027-00-10', false],
		['2027-01-00', false],
		['2027-1-1', false],
		['2027-01-01T00:00', false],
		[' 2027-01-01', false],
		['0025-01-01', false],
		['1999-12-31', false],
		['2000-01-01', true],
		['2100-12-31', true],
		['2101-01-01', false],
		['', false]
	])('%j: %s', (text, exists) => {
		expect(isCalendarDate(text)).toBe(exists);
	});
});

describe('parseDate', () => {
	it.each([
		['1.2.2027', '2027-02-01'],
		['01.02.2027', '2027-02-01'],
		['1. 2. 2027', '2027-02-01'],
		['31.12.2026', '2026-12-31'],
		['2027-02-01', '2027-02-01'],
		['  1.2.2027\t', '2027-02-01'],
		['\u00a01.2.2027\u00a0', '2027-02-01'],
		['29.2.2028', '2028-02-29'],
		['29.2.2027', null],
		['31.4.2027', null],
		['31.04.2027', null],
		['0.1.2027', null],
		['1.13.2027', null],
		['1.2.27', null],
		['1/2/2027', null],
		['1.2.2027 kl. 13', null],
		['1..2027', null],
		['2027', null],
		['', null]
	])('reads %j as %s', (text, read) => {
		expect(parseDate(text)).toBe(read);
	});

	it('reads every date back from its display format', () => {
		fc.assert(
			fc.property(date, fc.boolean(), (day, padded) => {
				const [year = '', month = '', of = ''] = day.split('-');
				const bare = (part: string) => (padded ? part : String(Number(part)));
				expect(parseDate(`${bare(of)}.${bare(month)}.${year}`)).toBe(day);
				expect(parseDate(day)).toBe(day);
			})
		);
	});
});
