import { parse } from 'node-html-parser';
import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import type { VisibleEntry } from '$lib/domain/evaluation/evaluation-progress';
import { filterRoundEntries, roundListChoices } from '$lib/domain/evaluation/round-list';
import { readListFilter } from '$lib/domain/list-filter';
import RoundGrid from './RoundGrid.svelte';
import RoundMeasures from './RoundMeasures.svelte';

function entriesOf(count: number): VisibleEntry[] {
	return Array.from({ length: count }, (_, index) => ({
		...{
			measureId: String(index),
			code: `${1 + (index % 4)}.${index}`,
			title: { nb: `Tiltak nr. ${index}` }
		},
		...{ areaNumber: 1 + (index % 4), bodyId: 1, bodySlug: 'fsu-1', bodyName: { nb: 'FSU 1' } },
		...{ state: index % 3 === 0 ? ('submitted' as const) : null, version: null, status: null },
		...{ unchanged: false, imported: false, savedAt: null, submittedAt: null, reportedBy: null },
		...{ readable: true, overdue: false }
	}));
}

const areas = [1, 2, 3, 4].map((number) => ({
	...{ number, name: { nb: `Område ${number}` }, shortName: null, kind: 'patient-group' as const },
	body: null
}));

function htmlOf(count: number, query = '', hasOwn = false): string {
	const entries = entriesOf(count);
	const filter = readListFilter(new URLSearchParams(query), roundListChoices);
	const props = {
		...{ round: '2026', entries, filter, hasOwn, reach: null, mayRemind: false },
		list: filterRoundEntries(entries, filter, []),
		areas
	};
	return render(RoundMeasures, { props }).body;
}

const folds = (html: string) => html.match(/<summary(?:(?!<\/summary>)[^])*Område \d/g)?.length ?? 0;

it('a long round folds its areas, and a short one shows them', () => {
	expect(folds(htmlOf(200))).toBe(4);
	expect(folds(htmlOf(33))).toBe(0);
});

it.each([8, 200])('every link of the grid of %i measures leads into the list, inside its fold', (count) => {
	const html = htmlOf(count);
	const grid = render(RoundGrid, { props: { entries: entriesOf(count), areas, response: null } }).body;
	const targets = [...grid.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id ?? '');
	expect(targets.length).toBe(count > 60 ? 4 : 4 + count);
	const list = parse(html);
	for (const id of targets) {
		const target = list.querySelector(`[id="${id}"]`);
		expect(target, id).not.toBeNull();
		expect(target?.closest('summary'), id).toBeNull();
	}
});

it('a filter that leaves few measures unfolds them', () => {
	const html = htmlOf(200, 'area=2&show=waiting');
	expect(folds(html)).toBe(0);
	expect(html).toContain('Viser 16 av 200.');
	expect(html).not.toContain('Tiltak nr. 0<');
});

it('an order other than by code gives one table', () => {
	const html = htmlOf(33, 'order=saved');
	expect(html.match(/<table/g)).toHaveLength(1);
	expect(htmlOf(33).match(/<table/g)).toHaveLength(4);
});

it('a round offers own measures to those who have some', () => {
	expect(htmlOf(8)).not.toContain('show=mine');
	expect(htmlOf(8, '', true)).toContain('show=mine');
});

it('a round says so if nothing is found, and leads to all', () => {
	const html = htmlOf(8, 'q=finnes-ikke');
	expect(html).toContain('Ingenting passer med det du har valgt');
	expect(html).toContain('href="/rounds/2026#measures"');
});
