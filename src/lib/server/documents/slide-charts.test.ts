import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BarChartData } from './model';
import { splitChart } from './slide-charts';

const anyBars = fc
	.record({
		areas: fc.integer({ min: 1, max: 70 }),
		series: fc.integer({ min: 1, max: 4 }),
		stacked: fc.boolean()
	})
	.map(({ areas, series, stacked }): BarChartData => ({
		form: 'count',
		stacked,
		categories: Array.from({ length: areas }, (_, area) => `Område ${area}`),
		series: Array.from({ length: series }, (_, place) => ({
			name: `Rekke ${place}`,
			colour: '#000000',
			values: Array.from({ length: areas }, (_value, area) => 100 * place + area)
		}))
	}));
const aSlide = (bars: BarChartData) => ({
	...{
		kind: 'chart' as const,
		title: { text: 'Status' },
		lead: { text: 'Funn' },
		points: [],
		notes: ['Notat']
	},
	charts: [{ title: 'Status', alternative: 'Status. Funn', bars }]
});

it('a chart of many areas is split, and names each of them once with its figures', () => {
	fc.assert(
		fc.property(anyBars, (bars) => {
			const pages = splitChart(aSlide(bars)).map(({ charts }) => charts[0]!.bars);
			expect(pages.flatMap(({ categories }) => categories)).toEqual(bars.categories);
			for (const [place, { values }] of bars.series.entries())
				expect(pages.flatMap(({ series }) => series[place]!.values)).toEqual(values);
			for (const { categories, series, stacked } of pages)
				expect(categories.length * (stacked ? 1 : series.length)).toBeLessThanOrEqual(stacked ? 18 : 33);
		})
	);
});

it('a chart of few areas stays on one slide', () => {
	const bars = fc.sample(anyBars, { numRuns: 1 })[0]!;
	const few = { ...bars, categories: ['A', 'B'], series: [{ name: 'R', colour: '#000000', values: [1, 2] }] };
	expect(splitChart(aSlide(few))).toEqual([aSlide(few)]);
});
