import { divideEvenly } from '$lib/domain/review/review-slides';
import type { BarChartData } from './model';
import type { DocumentSlide } from './slide';

/** Bars that stay readable on one slide: beside each other, or each a category of its own. */
const mostBars = 33;
const mostStacks = 18;

/** Splits a slide of one chart with too many bars to read; every category is named on one of them. */
export function splitChart(slide: DocumentSlide): DocumentSlide[] {
	const [chart] = slide.charts;
	if (slide.kind !== 'chart' || !chart) return [slide];
	return splitBars(chart.bars).map((bars) => ({ ...slide, charts: [{ ...chart, bars }] }));
}

function splitBars(bars: BarChartData): BarChartData[] {
	const places = bars.categories.map((_category, index) => index);
	return divideEvenly(places, mostCategories(bars)).map((some) => ({
		...bars,
		categories: some.map((place) => bars.categories[place] ?? ''),
		series: bars.series.map((one) => ({ ...one, values: some.map((place) => one.values[place] ?? null) }))
	}));
}

function mostCategories({ stacked, series }: BarChartData): number {
	return stacked ? mostStacks : Math.max(1, Math.floor(mostBars / Math.max(1, series.length)));
}
