import { afterEach, describe, expect, it } from 'vitest';
import { locales } from '$lib/domain/localized';
import { rolloutOverTime, type RolloutStep } from '$lib/domain/rollout';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { adoptionFinding } from '$lib/i18n/rollout';
import { adoptionChart, adoptionTable } from './adoption';
import { createChartStyle } from './chart-style';
import { themes } from './theme';

afterEach(() => overwriteGetLocale(() => 'nb'));

const noCanvas = () => ({ getContext: () => null }) as unknown as HTMLCanvasElement;
const brush = createChartStyle(themes.light, false, noCanvas);

const partners: RolloutStep[][] = [
	[{ state: 'in-use', on: '2025-08-01' }],
	[
		{ state: 'planned', on: '2025-09-01' },
		{ state: 'started', on: '2025-11-01' }
	],
	[{ state: 'not-relevant', on: '2025-10-01' }],
	[]
];
const series = rolloutOverTime(partners, '2026-02-10');

describe('adoptionChart', () => {
	it('draws the same figures as its table, column by column', () => {
		const { data } = adoptionChart(series, brush);
		const { rows, columns } = adoptionTable(series, 'Heimesjukehus');
		expect(data.labels).toEqual(['3. kv. 2025', '4. kv. 2025', '10.02.2026']);
		expect(rows.map(({ heading }) => heading.text)).toEqual(data.labels);
		expect(data.datasets.map(({ label }) => label)).toEqual(columns.slice(1, -1));
		data.datasets.forEach((dataset, place) => {
			expect(rows.map(({ cells }) => Number(cells[place]))).toEqual(dataset.data);
		});
		expect(rows.map(({ cells }) => cells)).toEqual([
			['1', '0', '1', '4'],
			['1', '1', '0', '3'],
			['1', '1', '0', '3']
		]);
	});

	it.each(locales)('names a quarter and a day in %s', (locale) => {
		overwriteGetLocale(() => locale);
		const [first, , today] = adoptionTable(series, 'X').rows;
		expect(first?.heading.text).toBe(locale === 'en' ? 'Q3 2025' : '3. kv. 2025');
		expect(today?.heading.text).toBe(locale === 'en' ? '10/02/2026' : '10.02.2026');
	});
});

describe('the finding', () => {
	it.each([
		[11, 17, 6, '11 av 17 kommuner bruker «Heime», opp fra 6 for et år siden.'],
		[11, 17, 0, '11 av 17 kommuner bruker «Heime». For et år siden var det ingen.'],
		[4, 17, 6, '4 av 17 kommuner bruker «Heime», ned fra 6 for et år siden.'],
		[6, 17, 6, '6 av 17 kommuner bruker «Heime», like mange som for et år siden.'],
		[6, 17, null, '6 av 17 kommuner bruker «Heime».'],
		[0, 17, null, 'Ingen av de 17 kommunene bruker «Heime» ennå.'],
		[0, 17, 0, 'Ingen av de 17 kommunene bruker «Heime» ennå.'],
		[0, 17, 2, '0 av 17 kommuner bruker «Heime», ned fra 2 for et år siden.'],
		[0, 0, null, '«Heime» er ikke aktuelt for noen kommune.']
	])('%i of %i, and %j a year ago: %s', (inUse, concerned, before, words) => {
		expect(adoptionFinding('Heime', { inUse, concerned, before })).toBe(words);
	});
});
