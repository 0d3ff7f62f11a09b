import { render } from 'svelte/server';
import { afterEach, describe, expect, it } from 'vitest';
import { measureWithStatus, chartSnapshot } from '$lib/charts/snapshot.arbitrary';
import { driverCoverageFinding } from '$lib/charts/coverage';
import { computeCoverage, isSmallPlan } from '$lib/domain/figures/coverage';
import { computeFigures } from '$lib/domain/figures/figures';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import Page from './+page.svelte';

afterEach(() => overwriteGetLocale(() => 'nb'));

const drivers = Array.from({ length: 13 }, (_, index) => ({
	...{ kind: 'challenge' as const, code: `U${index + 1}` },
	...{ title: { nb: `Utfordring ${index + 1}` }, description: { nb: 'Hva den er.' } }
}));

/** Returns the page of a plan whose measures answer the first challenges, one each up to two. */
function pageOf({ areas, measures }: { areas: number; measures: number }): string {
	const plan = {
		areas: Array.from({ length: areas }, (_, index) => ({
			...{ number: index + 1, name: { nb: `Område ${index + 1}` }, shortName: null }
		})),
		...{ values: [], drivers },
		measures: Array.from({ length: measures }, (_, index) => ({
			...{ code: `1.${index + 1}`, lifecycle: 'adopted' as const, area: 1, furtherAreas: [], values: [] },
			drivers: [`U${(index % 2) + 1}`]
		}))
	};
	const data = {
		...{
			plan: { name: { nb: 'Plan' } },
			areas: plan.areas,
			coverage: computeCoverage(plan),
			threads: drivers
		},
		...{ values: [], untied: [], chosen: null, mayEdit: false }
	};
	const request = { page: { form: null, data, url: new URL('http://localhost/coverage') } };
	return render(Page, { props: { data } as never, context: new Map([['__request__', request]]) }).body;
}

const count = (html: string, pattern: RegExp) => html.match(pattern)?.length ?? 0;

it.each([
	[0, 0, true],
	[1, 40, true],
	[2, 10, true],
	[3, 9, true],
	[3, 10, false],
	[6, 34, false]
])('a plan of %i areas and %i measures is small: %s', (areas, active, small) => {
	expect(isSmallPlan({ areas, active })).toBe(small);
});

describe('the coverage of a small plan', () => {
	it.each([
		['nb', 1, 'Planen har 1 aktivt tiltak; det svarer på 1 av 13 utfordringer og muligheter.'],
		['nb', 4, 'Planen har 4 aktive tiltak; de svarer på 2 av 13 utfordringer og muligheter.'],
		['nn', 1, 'Planen har 1 aktivt tiltak; det svarer på 1 av 13 utfordringar og moglegheiter.'],
		['nn', 4, 'Planen har 4 aktive tiltak; dei svarer på 2 av 13 utfordringar og moglegheiter.'],
		['en', 1, 'The plan has 1 active measure; it answers 1 of 13 challenges and opportunities.'],
		['en', 4, 'The plan has 4 active measures; they answer 2 of 13 challenges and opportunities.']
	] as const)('is told in ordinary text, in %s with %i measures', (locale, measures, text) => {
		overwriteGetLocale(() => locale);
		const body = pageOf({ areas: 1, measures });
		expect(body).toContain(`<p>${text}</p>`);
		expect(body).not.toContain('class="lead');
		expect(count(body, /class="mark/g)).toBe(0);
		expect(body).not.toMatch(/<h2[^>]*id="open"/);
		// What is left open can still be opened.
		expect(count(body, /<dt/g)).toBe(measures === 1 ? 12 : 11);
	});

	it('is a finding with marks in a whole plan', () => {
		const body = pageOf({ areas: 3, measures: 10 });
		expect(body).toMatch(/class="lead[^>]*>[^<]*er udekket; 2 av 13/);
		expect(count(body, /class="mark/g)).toBe(11);
		expect(body).toMatch(/<h2[^>]*id="open"/);
	});

	it.each([
		[9, '2 av 13 utfordringer og muligheter har minst ett aktivt tiltak.'],
		[10, '2 av 13 utfordringer og muligheter har minst ett aktivt tiltak; elleve er udekket.']
	])('counts no uncovered ones in the review of %i measures', (measures, text) => {
		const snapshot = chartSnapshot(
			Array.from({ length: measures }, (_, index) => ({
				...measureWithStatus(index + 1, 'on-track', 50),
				drivers: [`U${(index % 2) + 1}`]
			}))
		);
		const figures = computeFigures({
			...snapshot,
			drivers: drivers.map((one) => ({ ...one, name: one.title }))
		});
		expect(driverCoverageFinding(figures)).toBe(text);
	});
});
