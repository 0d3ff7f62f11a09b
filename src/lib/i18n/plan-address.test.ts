import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { locales } from '$lib/domain/localized';
import { link, setCurrentAddress } from './link';
import { baseLocale, pathInLocale, localeOfPath } from './locale';
import { overwriteGetLocale } from './paraglide/runtime';
import { planPath, isPlanPage, pagePath, planPages, planSlugOf } from './plan-address';

describe('planSlugOf', () => {
	it.each([
		['/', null, '/'],
		['/areas/1', null, '/areas/1'],
		['/plans', null, '/plans'],
		['/nn/plans', null, '/plans'],
		['/plans/telemark-2030', 'telemark-2030', '/'],
		['/plans/telemark-2030/', 'telemark-2030', '/'],
		['/nn/plans/telemark-2030/areas/1', 'telemark-2030', '/areas/1'],
		['/en/plans/agder/edit/presence', 'agder', '/edit/presence'],
		['/plans/2030-2034/report', '2030-2034', '/report'],
		// Other pages do not exist under a plan.
		['/plans/telemark-2030/login', null, '/plans/telemark-2030/login'],
		['/plans/telemark-2030/admin', null, '/plans/telemark-2030/admin'],
		['/plans/telemark-2030/healthz', null, '/plans/telemark-2030/healthz'],
		['/plans/telemark-2030/plans/agder/areas', null, '/plans/telemark-2030/plans/agder/areas'],
		['/plans/Telemark/areas', null, '/plans/Telemark/areas'],
		['/plans//areas', null, '/plans//areas'],
		['/plansx/telemark/areas', null, '/plansx/telemark/areas']
	])('%s: %s, the page %s', (address, slug, page) => {
		expect(planSlugOf(address)).toBe(slug);
		expect(pagePath(address)).toBe(page);
	});

	const path = fc
		.tuple(fc.constantFrom(...planPages), fc.array(fc.constantFrom('1', '3.2', 'X.1', '2026-half')))
		.map(([first, rest]) => (first === '' ? '/' : `/${[first, ...rest].join('/')}`));
	const slug = fc.constantFrom(null, 'telemark-2030', 'agder');

	it('gives each plan page an address in each plan and language that maps back to it', () => {
		fc.assert(
			fc.property(path, slug, slug, fc.constantFrom(...locales), (page, one, other, locale) => {
				const address = planPath(page, one, locale);
				expect([localeOfPath(address), planSlugOf(address), pagePath(address)]).toEqual([locale, one, page]);
				expect(planPath(address, other, locale)).toBe(planPath(page, other, locale));
				expect(planSlugOf(pathInLocale(address, 'nn'))).toBe(one);
			})
		);
	});

	it.each(['/login', '/admin', '/plans', '/setup/abc', '/r/abc', '/figures'])(
		'%s is no plan page',
		(page) => {
			expect(isPlanPage(page)).toBe(false);
			expect(planPath(page, 'telemark-2030', 'nn')).toBe(`/nn${page}`);
		}
	);

	it.each(['//example.org', '/plans/agder//example.org', '/plans/agder/\\example.org'])(
		'keeps %s on this site',
		(address) => {
			for (const locale of locales)
				expect(new URL(planPath(address, 'agder', locale), 'http://here.test').origin).toBe(
					'http://here.test'
				);
		}
	);
});

describe('link keeps the reader’s plan', () => {
	afterEach(() => {
		overwriteGetLocale(() => baseLocale);
		setCurrentAddress(() => null);
	});

	it.each([
		['/plans/agder/areas/1', '', '/measures/1.1', '/plans/agder/measures/1.1'],
		['/plans/agder', '', '/', '/plans/agder'],
		['/plans/agder', '', '/login', '/login'],
		['/plans/agder', '', '/search?q=barn', '/plans/agder/search?q=barn'],
		['/plans/agder', '', '/edit/measures/1.1#introduced', '/plans/agder/edit/measures/1.1#introduced'],
		['/areas/1', '', '/measures/1.1', '/measures/1.1'],
		['/edit', '', '/plans/telemark-2030/edit', '/plans/telemark-2030/edit'],
		['/plans/agder/edit', '', '/plans/telemark-2030', '/plans/telemark-2030'],
		['/plans/agder/areas', '?at=2026-03-01', '/areas/2#more', '/plans/agder/areas/2?at=2026-03-01#more'],
		['/plans/agder/areas', '?at=2026-03-01', '/', '/plans/agder?at=2026-03-01'],
		['/plans/agder/areas', '?at=2026-03-01', '/edit', '/plans/agder/edit'],
		['/areas', '?at=2026-03-01', '/bodies', '/bodies?at=2026-03-01'],
		['/areas', '?at=2026-03-01', '/bodies/fsu-1', '/bodies/fsu-1?at=2026-03-01'],
		['/areas', '?at=2026-03-01', '/bodies/fsu-1/edit', '/bodies/fsu-1/edit'],
		['/bodies/fsu-1', '?at=2026-03-01', '/decisions/7', '/decisions/7?at=2026-03-01'],
		['/bodies/fsu-1', '?at=2026-03-01', '/decisions/new', '/decisions/new'],
		['/areas', '?year=2025&at=2026-03-01', '/areas?x=1', '/areas?x=1&at=2026-03-01']
	])('on %s%s, %s is %s', (pathname, search, path, address) => {
		setCurrentAddress(() => ({ pathname, search }));
		expect(link(path)).toBe(address);
		overwriteGetLocale(() => 'nn');
		setCurrentAddress(() => ({ pathname: pathInLocale(pathname, 'nn'), search }));
		expect(link(path)).toBe(pathInLocale(address, 'nn'));
	});

	it.each([
		['/account', '/', '/plans/agder'],
		['/account', '/report', '/plans/agder/report'],
		['/account', '/privacy', '/privacy'],
		['/account', '/plans/telemark/bodies/ssu', '/plans/telemark/bodies/ssu'],
		['/areas', '/measures/1.1', '/measures/1.1'],
		['/plans/telemark', '/areas', '/plans/telemark/areas']
	])('of their own on pages outside plans: on %s, %s is %s', (pathname, path, address) => {
		setCurrentAddress(() => ({ pathname, search: '', homePlan: 'agder' }));
		expect(link(path)).toBe(address);
	});

	it('returns the path itself outside a request', () => {
		setCurrentAddress(() => null);
		expect(link('/areas/1')).toBe('/areas/1');
	});
});
