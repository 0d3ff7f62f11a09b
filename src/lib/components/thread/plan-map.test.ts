import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import PlanMap from './PlanMap.svelte';

function htmlOf(count: number, area: string | null = null): string {
	const props = {
		name: { nb: 'Planen' },
		areas: [1, 2].map((number) => ({ number, name: { nb: `Område ${number}` }, shortName: null })),
		keys: ['1', '2'],
		measures: Array.from({ length: count }, (_, index) => ({
			...{ code: `${1 + (index % 2)}.${index}`, title: { nb: `Tiltak ${index}` }, area: 1 + (index % 2) },
			threads: ['U1']
		})),
		groups: [{ title: 'Utfordringer', threads: [{ code: 'U1', title: { nb: 'Alder' }, coded: true }] }],
		choice: { thread: null, area }
	};
	return render(PlanMap, { props }).body;
}

const measureLinks = (html: string) => html.match(/href="\/measures\//g)?.length ?? 0;

it('the map of a long plan shows its areas first, and the measures of the one opened', () => {
	expect(measureLinks(htmlOf(100))).toBe(0);
	expect(htmlOf(100)).toContain('href="/map?area=2"');
	expect(measureLinks(htmlOf(100, '2'))).toBe(50);
	expect(htmlOf(100, '2')).toContain('href="/map"');
});

it('the map of a short plan shows all, and leads to the areas', () => {
	expect(measureLinks(htmlOf(34))).toBe(34);
	expect(htmlOf(34)).toContain('href="/areas/2"');
});
