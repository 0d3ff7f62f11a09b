import { describe, expect, it } from 'vitest';
import { locales } from '$lib/domain/localized';
import { dueDistance } from './due-distance';

describe('dueDistance', () => {
	it.each([
		['2026-11-30', 'om 10 dager', 'om 10 dagar', 'in 10 days'],
		['2026-11-22', 'om 2 dager', 'om 2 dagar', 'in 2 days'],
		['2026-11-21', 'i morgen', 'i morgon', 'tomorrow'],
		['2026-11-20', 'i dag', 'i dag', 'today'],
		['2026-11-19', 'i går', 'i går', 'yesterday'],
		['2026-11-18', '2 dager over', '2 dagar over', '2 days over'],
		['2025-11-20', '365 dager over', '365 dagar over', '365 days over'],
		// Summer time ends and begins between the days.
		['2026-10-24', '27 dager over', '27 dagar over', '27 days over'],
		['2027-04-01', 'om 132 dager', 'om 132 dagar', 'in 132 days']
	])('says of %s on 20 November 2026: %s, %s and %s', (dueOn, ...said) => {
		expect(locales.map((locale) => dueDistance(dueOn, '2026-11-20', locale))).toEqual(said);
	});
});
