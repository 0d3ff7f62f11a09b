import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { locales } from '$lib/domain/localized';
import { link } from './link';
import { baseLocale, pathInLocale, localeOfPath, pathWithoutLocale } from './locale';
import { overwriteGetLocale } from './paraglide/runtime';

describe('localeOfPath', () => {
	it.each([
		['/', 'nb', '/'],
		['/nn', 'nn', '/'],
		['/en', 'en', '/'],
		['/nn/', 'nn', '/'],
		['/areas/1', 'nb', '/areas/1'],
		['/nn/areas/1', 'nn', '/areas/1'],
		['/en/areas/1', 'en', '/areas/1'],
		['/nnn/areas', 'nb', '/nnn/areas'],
		['/english', 'nb', '/english'],
		['/areas/nn', 'nb', '/areas/nn'],
		['/NN/areas', 'nb', '/NN/areas'],
		['/nb/areas', 'nb', '/nb/areas']
	] as const)('%s: %s, the page %s', (address, locale, page) => {
		expect(localeOfPath(address)).toBe(locale);
		expect(pathWithoutLocale(address)).toBe(page);
	});

	it.each(['//example.org', '/nn//example.org', '/en///example.org/areas', '/\\example.org'])(
		'keeps %s on this site',
		(address) => {
			for (const locale of locales)
				expect(new URL(pathInLocale(address, locale), 'http://here.test').origin).toBe('http://here.test');
		}
	);

	const page = fc
		.array(fc.constantFrom('areas', 'measures', '1', '3.2', 'X.1', '2026-half', 'reviews'), { maxLength: 4 })
		.map((parts) => `/${parts.join('/')}`);
	const language = fc.constantFrom(...locales);

	it('gives each page an address in each language that maps back to it', () => {
		fc.assert(
			fc.property(page, language, language, (path, one, other) => {
				const address = pathInLocale(path, one);
				expect(localeOfPath(address)).toBe(one);
				expect(pathWithoutLocale(address)).toBe(path);
				expect(pathInLocale(address, other)).toBe(pathInLocale(path, other));
				expect(pathInLocale(path, baseLocale)).toBe(path);
			})
		);
	});
});

describe('link keeps the reader’s language', () => {
	afterEach(() => overwriteGetLocale(() => baseLocale));

	it.each([
		['nb', '/', '/'],
		['nn', '/', '/nn'],
		['en', '/', '/en'],
		['nb', '/measures/3.2', '/measures/3.2'],
		['nn', '/measures/3.2', '/nn/measures/3.2'],
		['en', '/reviews/2026-half?as=table', '/en/reviews/2026-half?as=table']
	] as const)('%s: %s is %s', (locale, path, address) => {
		overwriteGetLocale(() => locale);
		expect(link(path)).toBe(address);
	});
});
