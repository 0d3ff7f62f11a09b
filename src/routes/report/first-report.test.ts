import { parse } from 'node-html-parser';
import { render } from 'svelte/server';
import type { Component } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { lastTimeIn } from '../../../tests/support/last-time';
import { saidTwice } from '../../../tests/support/said-twice';
import { routeEvent } from '../../../tests/support/route-event';
import { aPartnership, aPlanFile, completeAnswers, expectOk } from '../../../tests/support/partnership';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { submitEvaluation } from '$lib/server/evaluations/commands';
import ListPage from './+page.svelte';
import { load as listLoad } from './+page.server';
import ReportPage from './[code]/+page.svelte';
import { load as reportLoad } from './[code]/+page.server';

afterEach(() => overwriteGetLocale(() => 'nb'));

type Load = (event: unknown) => Promise<unknown>;
const report = {
	page: ReportPage as unknown as Component,
	load: reportLoad as Load,
	route: '/report/[code]'
};
const list = { page: ListPage as unknown as Component, load: listLoad as Load, route: '/report' };

/** A first round: nothing was reported before, and no indicator was ever read. */
async function firstRound(earlier: boolean) {
	const open = { year: 2026, kind: 'annual', state: 'open', reported: false } as const;
	const rounds = earlier ? [{ year: 2026, kind: 'half', state: 'closed' } as const, open] : [open];
	const file = aPlanFile({ measures: 4, rounds });
	const measures = file.plan.measures.map((one) => ({
		...one,
		indicators: one.indicators.map((indicator) => ({ ...indicator, readings: [] }))
	}));
	return aPartnership({ ...file, plan: { ...file.plan, measures } });
}

/** Returns the form of a measure, the receipt after it was sent, and both pages of the list. */
async function pagesOf(partnership: Awaited<ReturnType<typeof firstRound>>): Promise<Record<string, string>> {
	const { as, planId, actors } = partnership;
	const shown = async ({ page, load, route }: typeof report, search = '') => {
		const event = routeEvent(partnership, {
			...{ route, params: { code: '1.1' }, search, actor: actors.leader, body: null }
		});
		const data = await load(event);
		const request = { page: { form: null, data, url: event.url, params: { code: '1.1' } } };
		const props = { data, form: null } as never;
		return render(page, { props, context: new Map([['__request__', request]]) }).body;
	};
	const form = await shown(report);
	const start = await shown(list);
	const target = { planId, round: '2026', measure: '1.1', version: null };
	expectOk(await submitEvaluation(as('leader'), target, completeAnswers()));
	return { form, start, sent: await shown(report), receipt: await shown(list, '?sent=1.1') };
}

describe.each(['nb', 'nn', 'en'] as const)('reporting in %s', (locale) => {
	it('speaks of no last time in a first round', async () => {
		overwriteGetLocale(() => locale);
		for (const [name, body] of Object.entries(await pagesOf(await firstRound(false)))) {
			expect(body.length, name).toBeGreaterThan(500);
			expect(lastTimeIn(body, locale), name).toEqual([]);
			const paragraphs = parse(body)
				.querySelectorAll('p')
				.map(({ textContent }) => textContent);
			// The form warns against patient data at each field.
			if (name !== 'form') expect(saidTwice(paragraphs.join('\n')), name).toEqual([]);
		}
	});

	it('speaks of it where there is one', async () => {
		overwriteGetLocale(() => locale);
		const { form = '' } = await pagesOf(await firstRound(true));
		expect(lastTimeIn(form, locale)).not.toEqual([]);
	});
});
