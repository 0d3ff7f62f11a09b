import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Locale } from '$lib/domain/localized';
import { formatDate, formatDay, formatKroner, formatMoment, formatNumber, formatPercent } from './format';
import { baseLocale } from './locale';
import { overwriteGetLocale } from './paraglide/runtime';

afterEach(() => overwriteGetLocale(() => baseLocale));

/** Evaluates a formatter in each language; non-breaking spaces become "·". */
function inEach(say: () => string): Record<Locale, string> {
	const to = (locale: Locale) => {
		overwriteGetLocale(() => locale);
		return say().replaceAll('\u00a0', '·');
	};
	return { nb: to('nb'), nn: to('nn'), en: to('en') };
}

describe('dates and numbers follow domain-rules.md §6', () => {
	it.each<[string, () => string, Record<Locale, string>]>([
		['a date', () => formatDate('2026-12-31'), { nb: '31.12.2026', nn: '31.12.2026', en: '31/12/2026' }],
		[
			'with its noughts',
			() => formatDate('2027-02-01'),
			{ nb: '01.02.2027', nn: '01.02.2027', en: '01/02/2027' }
		],
		[
			'Monday',
			() => formatDay('2026-11-23'),
			{ nb: 'mandag 23.11.2026', nn: 'måndag 23.11.2026', en: 'Monday 23/11/2026' }
		],
		[
			'Tuesday',
			() => formatDay('2026-11-24'),
			{ nb: 'tirsdag 24.11.2026', nn: 'tysdag 24.11.2026', en: 'Tuesday 24/11/2026' }
		],
		[
			'Wednesday',
			() => formatDay('2026-11-25'),
			{ nb: 'onsdag 25.11.2026', nn: 'onsdag 25.11.2026', en: 'Wednesday 25/11/2026' }
		],
		[
			'Saturday',
			() => formatDay('2026-11-28'),
			{ nb: 'lørdag 28.11.2026', nn: 'laurdag 28.11.2026', en: 'Saturday 28/11/2026' }
		],
		[
			'Sunday, a leap day not',
			() => formatDay('2026-03-01'),
			{ nb: 'søndag 01.03.2026', nn: 'søndag 01.03.2026', en: 'Sunday 01/03/2026' }
		],
		[
			'a moment in winter',
			() => formatMoment('2026-11-21T12:05:00.000Z'),
			{ nb: '21.11.2026 kl. 13.05', nn: '21.11.2026 kl. 13.05', en: '21/11/2026 13:05' }
		],
		[
			'a moment in summer',
			() => formatMoment('2026-06-21T11:05:00.000Z'),
			{ nb: '21.06.2026 kl. 13.05', nn: '21.06.2026 kl. 13.05', en: '21/06/2026 13:05' }
		],
		[
			'midnight',
			() => formatMoment('2026-11-20T23:00:00.000Z'),
			{ nb: '21.11.2026 kl. 00.00', nn: '21.11.2026 kl. 00.00', en: '21/11/2026 00:00' }
		],
		['a number', () => formatNumber(1234), { nb: '1·234', nn: '1·234', en: '1,234' }],
		['with a decimal', () => formatNumber(1234.5, 1), { nb: '1·234,5', nn: '1·234,5', en: '1,234.5' }],
		['a decimal is kept', () => formatNumber(3, 1), { nb: '3,0', nn: '3,0', en: '3.0' }],
		['nought', () => formatNumber(0), { nb: '0', nn: '0', en: '0' }],
		['below nought', () => formatNumber(-4.5, 1), { nb: '−4,5', nn: '−4,5', en: '-4.5' }],
		['per cent', () => formatPercent(47), { nb: '47·%', nn: '47·%', en: '47%' }],
		['whole per cent', () => formatPercent(200 / 3), { nb: '67·%', nn: '67·%', en: '67%' }],
		['money', () => formatKroner(5_300_000), { nb: '5·300·000·kr', nn: '5·300·000·kr', en: '5,300,000·kr' }]
	])('%s', (_what, say, written) => {
		expect(inEach(say)).toEqual(written);
	});
});

it('a percentage is 0 only for nothing and 100 only for everything (C24)', () => {
	expect(inEach(() => formatPercent((100 + 100 + 99) / 3)).nb).toBe('99·%');
	expect(inEach(() => formatPercent((0 + 0 + 1) / 3)).nb).toBe('1·%');
	fc.assert(
		fc.property(fc.double({ min: 1e-6, max: 100 - 1e-6, noNaN: true }), (value) => {
			for (const said of Object.values(inEach(() => formatPercent(value))))
				expect(Number.parseInt(said)).toSatisfy((shown: number) => shown > 0 && shown < 100);
		})
	);
	expect(inEach(() => formatPercent(0)).nb).toBe('0·%');
	expect(inEach(() => formatPercent(100)).nb).toBe('100·%');
});
