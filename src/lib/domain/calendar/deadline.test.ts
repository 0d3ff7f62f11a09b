import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCalendarDate } from './calendar-date';
import { parseDeadline, parseReadingDate, parseStart } from './deadline';

describe('parseDeadline', () => {
	it.each([
		['1.2.2027', '2027-02-01'],
		[' 2027-02-01 ', '2027-02-01'],
		['31.12.27', '2027-12-31'],
		['31/12/2027', '2027-12-31'],
		['31/12-27', '2027-12-31'],
		['31-12-2027', '2027-12-31'],
		['2027/12/31', '2027-12-31'],
		['31. desember 2027', '2027-12-31'],
		['1 des. 27', '2027-12-01'],
		['innen 31. mars 2027', '2027-03-31'],
		['Innen 01.10.2027', '2027-10-01'],
		['31-Dec-2027', '2027-12-31'],
		['1-May-27', '2027-05-01'],
		['31-des-27', '2027-12-31'],
		['December 31, 2027', '2027-12-31'],
		['2027-12-31T00:00:00', '2027-12-31'],
		['2027-12-31 00:00:00.000', '2027-12-31'],
		['31.12.2027 00:00', '2027-12-31']
	])('reads %j as the day %s', (text, date) => {
		expect(parseDeadline(text)).toEqual({ date, words: null });
	});

	it.each([
		['våren 2027', '2027-05-31'],
		['Våren 2027', '2027-05-31'],
		['vår 27', '2027-05-31'],
		['2027, vår', '2027-05-31'],
		['sommeren 2027', '2027-08-31'],
		['sommaren 2027', '2027-08-31'],
		['høst 2027', '2027-11-30'],
		['HAUSTEN 2027', '2027-11-30'],
		['vinteren 2027', '2027-02-28'],
		['vinteren 2028', '2028-02-29'],
		['Høst/vinter 2027', '2028-02-29'],
		['hausten–vinteren 2027', '2028-02-29'],
		['vinteren 2026/2027', '2027-02-28'],
		['  1.   halvår\t2027 ', '2027-06-30'],
		['første halvår 2027', '2027-06-30'],
		['fyrste halvår 2027', '2027-06-30'],
		['andre halvår 2027', '2027-12-31'],
		['2. halvår 27', '2027-12-31'],
		['H1 2027', '2027-06-30'],
		['4. kvartal 2027', '2027-12-31'],
		['Q3 2026', '2026-09-30'],
		['2027 Q1', '2027-03-31'],
		['2027K2', '2027-06-30'],
		['3.kv. 27', '2027-09-30'],
		['tredje kvartal 2027', '2027-09-30'],
		['2. tertial 2027', '2027-08-31'],
		['T1 2027', '2027-04-30'],
		['H2027', '2027-11-30'],
		['V2027', '2027-05-31'],
		['2027 h', '2027-11-30'],
		['desember 2027', '2027-12-31'],
		['Oktober 2026', '2026-10-31'],
		['des. 27', '2027-12-31'],
		['12/2027', '2027-12-31'],
		['02.2028', '2028-02-29'],
		['2027', '2027-12-31'],
		['i løpet av 2027', '2027-12-31'],
		['Innen utgangen av 2027', '2027-12-31'],
		['innan utgongen av mars 2027', '2027-03-31'],
		['uke 47 2027', '2027-11-28'],
		['veke 53 2026', '2027-01-03'],
		['2026–2027', '2027-12-31'],
		['2026–2028', '2028-12-31'],
		['2026-28', '2028-12-31'],
		['2026/27', '2027-12-31'],
		['vår 2026 – høst 2027', '2027-11-30'],
		['mars–juni 2027', '2027-06-30'],
		['1.–3. kvartal 2027', '2027-09-30'],
		['våren/sommeren 2027', '2027-08-31'],
		['01.01.2026 - 31.12.2027', '2027-12-31'],
		['fra 2026 til 2028', '2028-12-31'],
		['medio september 2027', '2027-09-15'],
		['ultimo mars 2027', '2027-03-31'],
		['primo mai 2027', '2027-05-10'],
		['medio 2027', '2027-06-30'],
		['ved årsskiftet 2026/2027', '2026-12-31'],
		['årsskiftet 2026/27', '2026-12-31'],
		['ved årsskiftet 2027', '2027-12-31'],
		['før sommeren 2027', '2027-05-31'],
		['før jul 2027', '2027-12-23'],
		['før 2027', '2026-12-31'],
		['sumaren 2027', '2027-08-31'],
		['begynnelsen av 2027', '2027-01-31'],
		['midten av 2027', '2027-06-30'],
		['midten av mai 2027', '2027-05-15'],
		['slutten av 2027', '2027-12-31'],
		['ila. 2027', '2027-12-31'],
		['i.l.a. høsten 2027', '2027-11-30'],
		['budsjettåret 2027', '2027-12-31'],
		['Ferdigstilles høst 2027', '2027-11-30'],
		['årsskiftet 27/28', '2027-12-31'],
		['vinteren 27/28', '2028-02-29'],
		['skoleåret 27/28', '2028-06-30'],
		['15.3.–30.6.2027', '2027-06-30'],
		['31.12.27 (utsatt)', '2027-12-31'],
		['2027 (hele året)', '2027-12-31'],
		['2027-2028 (pilot 2026)', '2028-12-31'],
		['3. kvartal 2027, deretter årlig', '2027-09-30'],
		['2027?', '2027-12-31'],
		['fredag 31.12.2027', '2027-12-31'],
		['31.12.2027 kl. 12:00', '2027-12-31'],
		['kl 12 31.12.2027', '2027-12-31'],
		['2027-12-31T14:30:00Z', '2027-12-31'],
		['påsken 2027', '2027-03-29'],
		['før påske 2027', '2027-03-24'],
		['pinse 2027', '2027-05-17'],
		['før St. Hans 2027', '2027-06-23'],
		['Dec 2027', '2027-12-31'],
		['Autumn 2027', '2027-11-30']
	])('reads %j as a period that ends %s (C17)', (text, date) => {
		expect(parseDeadline(text)).toEqual({ date, words: text.trim().replace(/\s+/g, ' ') });
	});

	it.each([
		'løpende',
		'Løpende',
		'løpande',
		'Årlig',
		'årlig, mars',
		'årleg',
		'Snarest',
		'kontinuerlig',
		'Hvert år'
	])('reads %j as running, without a day (C17)', (text) => {
		expect(parseDeadline(text)).toEqual({ date: null, words: text });
	});

	it.each([
		['høsten', '2026-11-30', 'høsten 2026'],
		['våren', '2027-05-31', 'våren 2027'],
		['medio sept.', '2027-09-15', 'medio sept 2027'],
		['desember', '2026-12-31', 'desember 2026'],
		['mars–juni', '2027-06-30', 'mars–juni 2027'],
		['ved årsskiftet', '2026-12-31', 'ved årsskiftet 2026'],
		['uke 10', '2027-03-14', 'uke 10 2027']
	])('reads %j without a year as the next one, if today is known', (text, date, words) => {
		expect(parseDeadline(text, '2026-11-29')).toEqual({ date, words });
		expect(parseDeadline(text)).toBeNull();
	});

	it.each(
		[
			['', '31.4.2027', 'snart', '3. halvår 2027', '5. kvartal 2027', 'våren 2027 eller så', 'uke 54 2027'],
			['31.12.1927', '1.1.25 f.Kr.', '1999', 'våren 2101', '2101', 'constructor 2027', '__proto__ 2027'],
			['sak 12/26', 'FSU 1', '12', '1.1', 'se vedlegg', 'til høsten en gang', '0'],
			[
				'31.4.2027 (utsatt)',
				'(2027)',
				'? 2027 ?',
				'påskeegg 2027',
				'kl. 12',
				'mayor 2027',
				'mandag 2027-02-30'
			],
			['0025-01-01', 'mai 0025', 'desember 9999', 'påske 0000', 'uke 1 9999', '9998–9999', 'før 0001']
		].flat()
	)('rejects %j', (text) => {
		expect(parseDeadline(text)).toBeNull();
	});

	it('reads a period in any order, spelling and case as the same day', () => {
		const units = fc.constantFrom(
			['mai', '05-31'],
			['Q2', '06-30'],
			['2. kvartal', '06-30'],
			['3. tertial', '12-31'],
			['høst', '11-30'],
			['2. halvår', '12-31'],
			['utgangen av september', '09-30']
		);
		const shape = fc.constantFrom<(unit: string, year: number) => string>(
			(unit, year) => `${unit} ${year}`,
			(unit, year) => `${year} ${unit}`,
			(unit, year) => `${unit}, ${year}`,
			(unit, year) => `Innen ${unit} ${year}.`,
			(unit, year) => `${unit.toUpperCase()}  ${year}`
		);
		fc.assert(
			fc.property(
				units,
				shape,
				fc.integer({ min: 2000, max: 2100 }),
				([unit = '', end = ''], write, year) => {
					expect(parseDeadline(write(unit, year))?.date).toBe(`${year}-${end}`);
				}
			)
		);
	});

	it('returns an existing date, words without one, or null for any text', () => {
		const typed = fc.oneof(
			fc.string(),
			fc
				.array(
					fc.constantFrom(
						'vinteren',
						'-',
						'1.',
						'halvår',
						'/',
						'uke',
						'27',
						'2027',
						'medio',
						'mai',
						'til',
						'før'
					)
				)
				.map((parts) => parts.join(' '))
		);
		fc.assert(
			fc.property(typed, (text) => {
				const read = parseDeadline(text, '2026-11-29');
				expect(read === null || read.date === null || isCalendarDate(read.date)).toBe(true);
				if (read?.date === null) expect(read.words).not.toBeNull();
			})
		);
	});
});

describe('parseStart', () => {
	it.each([
		['1.2.2027', '2027-02-01'],
		['haust 2026', '2026-09-01'],
		['H2026', '2026-09-01'],
		['2027-V', '2027-03-01'],
		['vinteren 2027', '2026-12-01'],
		['januar 2027', '2027-01-01'],
		['Q3 2026', '2026-07-01'],
		['2. tertial 2027', '2027-05-01'],
		['2. halvår 2027', '2027-07-01'],
		['2026', '2026-01-01'],
		['løpende', null],
		['medio mai 2027', null],
		['snart', null]
	])('reads %j as %s', (text, date) => {
		expect(parseStart(text)).toBe(date);
	});
});

describe('parseReadingDate', () => {
	it.each([
		['2023', '2023-12-31'],
		['2024M06', '2024-06-30'],
		['2024K2', '2024-06-30'],
		['2024Q4', '2024-12-31'],
		['juni 2024', '2024-06-30'],
		['31.12.2024', '2024-12-31'],
		['løpende', null],
		['12,4', null]
	])('reads %j as %s', (text, date) => {
		expect(parseReadingDate(text)).toBe(date);
	});
});
