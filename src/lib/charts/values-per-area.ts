import type { ChartConfiguration } from 'chart.js';
import type { AreaKey, Figures, ValueFigures } from '$lib/domain/figures/figures';
import { valuesFinding as findingOf } from '$lib/i18n/findings';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { baseChartOptions, chartPointLegend, valueAxis, chartTooltip } from './chart-options';
import { pointLabelsPlugin, type PointLabel } from './point-labels-plugin';
import type { ChartStyle } from './chart-style';
import { rowAxis, rowPadding, rowLabelsPlugin } from './row-labels-plugin';
import { meanOrDash, type ChartTable } from './table';
import { displayName, type ChartLabels } from './chart-labels';

/** Point shapes that tell the values apart without colour. */
export const valueShapes = ['circle', 'rectRot', 'triangle', 'rect', 'star'] as const;

/** Returns a dot plot of the mean score of each core value, 1–5, for the plan and each area with scores. */
export function valuesPerAreaChart(
	figures: Figures,
	words: ChartLabels,
	brush: ChartStyle
): ChartConfiguration<'scatter'> {
	const { theme } = brush;
	const keys = areasOf(figures);
	const codes = codesOf(figures);
	const names = keys.map((key) => displayName(words.areas, key).text);
	const along = { names, notes: keys.map(() => ''), rise: codes.length * 9 + 16, ruled: true };
	return {
		type: 'scatter',
		data: {
			datasets: codes.map((code, index) => ({
				label: displayName(words.values, code).text,
				data: keys.flatMap((key, row) => {
					const mean = find(figures, code, key)?.mean ?? null;
					return mean === null ? [] : [{ x: mean, y: row + offset(index, codes.length) }];
				}),
				pointStyle: valueShapes[index % valueShapes.length],
				pointRadius: 7,
				pointHoverRadius: 7,
				pointBackgroundColor: theme.series[index % theme.series.length],
				pointBorderColor: theme.series[index % theme.series.length],
				pointBorderWidth: 2
			}))
		},
		options: {
			...baseChartOptions(brush),
			layout: { padding: { ...rowPadding(brush, along), right: 76 } },
			clip: false,
			scales: {
				x: valueAxis(brush, { min: 1, max: 5, step: 1, write: formatNumber }),
				y: rowAxis(brush, names)
			},
			plugins: {
				legend: chartPointLegend(brush),
				tooltip: {
					...chartTooltip(brush),
					callbacks: {
						title: ([item]) => names[Math.round(item?.parsed.y ?? 0)] ?? '',
						label: ({ dataset, parsed }) =>
							m.chart_named({ name: dataset.label ?? '', value: meanOrDash(parsed.x) })
					}
				}
			}
		},
		plugins: [
			rowLabelsPlugin(brush, along),
			pointLabelsPlugin(
				brush,
				codes.map((code) => keys.flatMap((key) => figureText(find(figures, code, key))))
			)
		]
	};
}

/** Returns the height in pixels, wide and narrow. */
export function valuesPerAreaHeight(figures: Figures): { wide: number; narrow: number } {
	const row = codesOf(figures).length * 20 + 14;
	const count = areasOf(figures).length;
	return { wide: 90 + count * row, narrow: 110 + count * (row + 24) };
}

export function valuesPerAreaTable(figures: Figures, words: ChartLabels): ChartTable {
	return {
		caption: m.chart_values_caption(),
		columns: [
			m.chart_column_area(),
			m.chart_column_value(),
			m.chart_column_mean(),
			m.chart_column_scores(),
			...[1, 2, 3, 4, 5].map((score) => m.chart_column_gave({ score }))
		],
		wordColumns: 2,
		rows: areasOf(figures).flatMap((key) =>
			figures.values
				.filter(({ area }) => area === key)
				.map(({ value, mean, n, distribution }) => ({
					heading: displayName(words.areas, key),
					cells: [
						displayName(words.values, value).text,
						meanOrDash(mean),
						formatNumber(n),
						...distribution.map((count) => formatNumber(count))
					]
				}))
		)
	};
}

/** Returns a sentence on the highest and lowest scored values. */
export function valuesChartFinding(figures: Figures, words: ChartLabels): string {
	return findingOf(figures, (code) => displayName(words.values, code).text);
}

function figureText(one: ValueFigures | undefined): PointLabel[] {
	if (!one || one.mean === null) return [];
	return [{ text: m.chart_mean_n({ mean: meanOrDash(one.mean), n: formatNumber(one.n) }), side: 'right' }];
}

/** Returns the vertical offset of a value within its row. */
function offset(index: number, count: number): number {
	return ((index + 0.5) / count - 0.5) * 0.74;
}

function areasOf(figures: Figures): AreaKey[] {
	const scored = new Set(figures.values.map(({ area }) => area));
	return [figures.total, ...figures.areas].map(({ area }) => area).filter((area) => scored.has(area));
}

function codesOf(figures: Figures): string[] {
	return [...new Set(figures.values.map(({ value }) => value))];
}

function find(figures: Figures, value: string, area: AreaKey): ValueFigures | undefined {
	return figures.values.find((one) => one.value === value && one.area === area);
}
