import type { ChartConfiguration, Plugin } from 'chart.js';
import type { AreaKey, Figures, ValueFigures } from '$lib/domain/figures';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { baseOptions, cssFont, font, legend, tooltip } from './base';
import type { Brush } from './patterns';
import { rowPadding, rows, rowTicks } from './rows';
import { meanOr, type ChartTable } from './table';
import { nameOf, type ChartWords } from './words';

/** Shapes that tell the values apart where colours do not. */
const shapes = ['circle', 'rectRot', 'triangle', 'rect', 'star'] as const;

/** Mean score of each core value on a line from 1 to 5: the whole plan, then each area that has scores. */
export function valuesPerArea(figures: Figures, words: ChartWords, brush: Brush): ChartConfiguration<'scatter'> {
	const { theme } = brush;
	const keys = areasOf(figures);
	const codes = codesOf(figures);
	const names = keys.map((key) => nameOf(words.areas, key).text);
	return {
		type: 'scatter',
		data: {
			datasets: codes.map((code, index) => ({
				label: nameOf(words.values, code).text,
				data: keys.flatMap((key, row) => {
					const mean = find(figures, code, key)?.mean ?? null;
					return mean === null ? [] : [{ x: mean, y: row + offset(index, codes.length) }];
				}),
				pointStyle: shapes[index % shapes.length],
				pointRadius: 7,
				pointHoverRadius: 7,
				pointBackgroundColor: theme.series[index % theme.series.length],
				pointBorderColor: theme.series[index % theme.series.length],
				pointBorderWidth: 2
			}))
		},
		options: {
			...baseOptions(brush),
			layout: { padding: { ...rowPadding(brush), right: 72 } },
			clip: false,
			scales: {
				x: {
					min: 1,
					max: 5,
					grid: { color: theme.line, drawTicks: false },
					border: { display: false },
					ticks: { stepSize: 1, color: theme.subtle, font: font(13), callback: (value) => formatNumber(Number(value)) }
				},
				y: {
					min: -0.5,
					max: Math.max(keys.length, 1) - 0.5,
					reverse: true,
					grid: { display: false },
					border: { display: false },
					afterBuildTicks: (axis) => {
						axis.ticks = keys.map((_row, value) => ({ value }));
					},
					ticks: rowTicks(brush, names)
				}
			},
			plugins: {
				legend: { ...legend(brush), labels: { ...legend(brush).labels, usePointStyle: true } },
				tooltip: {
					...tooltip(brush),
					callbacks: {
						title: ([item]) => names[Math.round(item?.parsed.y ?? 0)] ?? '',
						label: ({ dataset, parsed }) =>
							m.chart_named({ name: dataset.label ?? '', value: meanOr(parsed.x) })
					}
				}
			}
		},
		plugins: [
			rows(brush, { names, notes: keys.map(() => ''), rise: codes.length * 9 + 14 }),
			means(
				brush,
				codes.map((code) => keys.flatMap((key) => figureText(find(figures, code, key))))
			)
		]
	};
}

/** Pixels for as many areas and values, wide and narrow. */
export function valuesPerAreaHeight(figures: Figures): { wide: number; narrow: number } {
	const row = codesOf(figures).length * 18 + 14;
	const count = areasOf(figures).length;
	return { wide: 90 + count * row, narrow: 110 + count * (row + 24) };
}

export function valuesPerAreaTable(figures: Figures, words: ChartWords): ChartTable {
	return {
		caption: m.chart_values_caption(),
		columns: [
			m.chart_column_area(),
			m.chart_column_value(),
			m.chart_column_mean(),
			m.chart_column_scores(),
			...[1, 2, 3, 4, 5].map((score) => m.chart_column_gave({ score }))
		],
		rows: areasOf(figures).flatMap((key) =>
			figures.values
				.filter(({ area }) => area === key)
				.map(({ value, mean, n, distribution }) => ({
					heading: nameOf(words.areas, key),
					cells: [
						nameOf(words.values, value).text,
						meanOr(mean),
						formatNumber(n),
						...distribution.map((count) => formatNumber(count))
					]
				}))
		)
	};
}

/** "Engasjert ligger høyest med 3,8 av 5 i snitt (n 22), og Ambisiøs lavest med 2,9 (n 21)." */
export function valuesFinding(figures: Figures, words: ChartWords): string {
	const whole = figures.values.filter(({ area }) => area === 'all');
	if (whole.length === 0) return m.chart_values_no_values();
	const scored = whole.filter(({ n }) => n > 0).sort((a, b) => (b.mean ?? 0) - (a.mean ?? 0));
	const [high, low] = [scored.at(0), scored.at(-1)];
	if (!high || !low) return m.chart_values_nothing();
	const mean = meanOr(high.mean);
	const name = (one: ValueFigures) => nameOf(words.values, one.value).text;
	if (high === low) return m.chart_values_one({ value: name(high), mean, n: formatNumber(high.n) });
	if (mean === meanOr(low.mean))
		return m.chart_values_equal({ mean, n: formatNumber(scored.reduce((sum, one) => sum + one.n, 0)) });
	return m.chart_values_finding({
		high: name(high),
		highMean: mean,
		highN: formatNumber(high.n),
		low: name(low),
		lowMean: meanOr(low.mean),
		lowN: formatNumber(low.n)
	});
}

/** Writes each point its mean and n, at its right. */
function means({ theme }: Brush, texts: string[][]): Plugin<'scatter'> {
	return {
		id: 'means',
		afterDatasetsDraw: (chart) => {
			const { ctx } = chart;
			ctx.save();
			ctx.font = cssFont(13);
			ctx.textBaseline = 'middle';
			ctx.fillStyle = theme.text;
			texts.forEach((series, index) =>
				chart.getDatasetMeta(index).data.forEach((point, at) => {
					ctx.fillText(series[at] ?? '', point.x + 13, point.y + 1);
				})
			);
			ctx.restore();
		}
	};
}

function figureText(one: ValueFigures | undefined): string[] {
	return one?.mean == null ? [] : [m.chart_mean_n({ mean: meanOr(one.mean), n: formatNumber(one.n) })];
}

/** Values share a row's height, in their order from the top. */
function offset(index: number, count: number): number {
	return ((index + 0.5) / count - 0.5) * 0.62;
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
