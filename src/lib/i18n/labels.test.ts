import { afterEach, describe, expect, it } from 'vitest';
import { locales } from '$lib/domain/localized';
import { baseLocale } from './locale';
import { overwriteGetLocale } from './paraglide/runtime';
import * as words from './labels';

afterEach(() => overwriteGetLocale(() => baseLocale));

const { roundName, shortRoundName: roundShort, localize: said, ...tables } = words;

describe.each(locales)('in %s', (locale) => {
	it.each(Object.entries(tables))('%s has a word of its own for every code', (_name, table) => {
		overwriteGetLocale(() => locale);
		const spoken = Object.values(table).map((word: () => string) => word());
		expect(spoken).not.toContain('');
		expect(new Set(spoken).size, spoken.join(', ')).toBe(spoken.length);
	});

	it('names the two rounds of a year differently in both forms', () => {
		overwriteGetLocale(() => locale);
		const year = 2026;
		for (const name of [roundName, roundShort]) {
			expect(name({ year, kind: 'half' })).not.toBe(name({ year, kind: 'annual' }));
			expect(name({ year, kind: 'annual' })).toContain('2026');
		}
		expect(roundShort('2026-half')).toBe(roundShort({ year, kind: 'half' }));
	});
});

describe('the glossary’s labels', () => {
	it.each([
		['nb', 'Noe forsinket', 'Videreført i drift', 'leder'],
		['nn', 'Noko forseinka', 'Vidareført i drift', 'leiar']
	] as const)('%s', (locale, status, lifecycle, seat) => {
		overwriteGetLocale(() => locale);
		expect(words.statusLabel['slightly-delayed']()).toBe(status);
		expect(words.lifecycleLabel['in-operation']()).toBe(lifecycle);
		expect(words.seatRoleLabel.leader()).toBe(seat);
	});

	it('falls back to the other written form, then to nothing', () => {
		overwriteGetLocale(() => 'nn');
		expect(said({ nb: 'Tjenester', nn: 'Tenester' })).toBe('Tenester');
		expect(said({ nb: 'Tjenester' })).toBe('Tjenester');
		expect(said(null)).toBe('');
	});
});
