import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planPages } from '$lib/i18n/plan-address';

/** The pages that are no plan's, and why they stand outside. */
const outside: Record<string, string> = {
	accessibility: 'the installation’s statement',
	account: 'one account for all partnerships',
	address: 'the link’s token says what it is about',
	admin: 'a person may have seats in several partnerships',
	answer: 'the link’s token says which meeting it is about',
	'chart-pictures': 'the address names the page that it belongs to',
	figures: 'figures are defined once for all plans',
	'follow-up': 'the link’s token says what it is about',
	help: 'the same for all plans',
	healthz: 'the process, whatever it serves',
	login: 'one account for all partnerships',
	logout: 'one account for all partnerships',
	mail: 'the link’s token says what it is about',
	plans: 'the list of them',
	metrics: 'the process, whatever it serves',
	privacy: 'the installation’s statement',
	questions: 'the link’s token says what it is about',
	r: 'the link’s token says what it is about',
	readyz: 'the database, whatever it holds',
	schema: 'the shape of every plan',
	setup: 'the invitation’s token says whom it is for'
};

const routes = readdirSync('src/routes', { withFileTypes: true }).flatMap((entry) =>
	entry.isDirectory() ? [entry.name] : []
);

describe('every route', () => {
	it('is a page of a plan, which stands under /plans/SLUG as well, or says why it is none', () => {
		expect(
			routes.filter((name) => !planPages.has(name) && !(name in outside)),
			'add it to pagesOfPlan (src/lib/i18n/plan-address.ts), or here with the reason'
		).toEqual([]);
	});

	it('is one or the other, and there', () => {
		const named = [...planPages].filter((name) => name !== '');
		expect([...named, ...Object.keys(outside)].toSorted()).toEqual(routes.toSorted());
	});
});
