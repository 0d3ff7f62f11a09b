import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { baseChartOptions, cssFont, chartFont, chartLegend, chartTooltip } from './chart-options';
import type { ChartStyle } from './chart-style';
import { groundColours, type ChartGround } from './theme';
import { rowPadding, rowLabelsPlugin, rowTicks } from './row-labels-plugin';

/** One segment of every bar, with the fill of a status. */
export interface BarLayer {
	label: string;
	ground: ChartGround;
	/** One count per row. */
	counts: number[];
}

/** Returns a stacked bar per row for categories other than statuses, with a note at the right end. */
export function stackedRowsChart(
	/** Labels of the rows from the top. */
	along: { names: string[]; notes: string[]; head: string },
	layers: readonly BarLayer[],
	brush: ChartStyle
): ChartConfiguration<'bar'> {
	const { names } = along;
	const sums = names.map((_name, row) => layers.reduce((sum, { counts }) => sum + (counts[row] ?? 0), 0));
	const options = { ...along, rise: 24 };
	return {
		type: 'bar',
		data: {
			labels: [...names],
			datasets: layers.map(({ label, ground, counts }) => ({
				label,
				data: [...counts],
				backgroundColor: brush.status(ground),
				borderColor: groundColours(brush.theme, ground).edge ?? brush.theme.page,
				borderWidth: 1.5,
				borderSkipped: false,
				barThickness: 24
			}))
		},
		options: {
			...baseChartOptions(brush),
			indexAxis: 'y',
			layout: { padding: rowPadding(brush, options) },
			scales: {
				x: { stacked: true, display: false, min: 0, max: Math.max(1, ...sums) },
				y: {
					stacked: true,
					grid: { display: false },
					border: { display: false },
					ticks: rowTicks(brush, names)
				}
			},
			plugins: {
				legend: chartLegend(brush),
				tooltip: {
					...chartTooltip(brush),
					callbacks: {
						label: ({ dataset, raw }) =>
							m.chart_named({ name: dataset.label ?? '', value: formatNumber(Number(raw)) })
					}
				}
			},
			font: chartFont(14)
		},
		plugins: [layerLabels(brush, layers), rowLabelsPlugin(brush, options)]
	};
}

/** Returns the height in pixels, wide and narrow. */
export function stackedRowsHeight(count: number): { wide: number; narrow: number } {
	return { wide: 84 + count * 42, narrow: 128 + count * 58 };
}

/** Returns a plugin that writes the count in each segment that is wide enough. */
function layerLabels({ theme }: ChartStyle, layers: readonly BarLayer[]): Plugin<'bar'> {
	return {
		id: 'written',
		afterDatasetsDraw: (chart: Chart) => {
			const { ctx } = chart;
			ctx.save();
			ctx.font = cssFont(14, 600);
			ctx.textAlign = 'center';
			ctx.textBaseline = 'middle';
			layers.forEach(({ ground, counts }, index) => {
				ctx.fillStyle = groundColours(theme, ground).ink;
				chart.getDatasetMeta(index).data.forEach((bar, row) => {
					const value = counts[row] ?? 0;
					const { x, y, base } = bar.getProps(['x', 'y', 'base'], true) as Record<'x' | 'y' | 'base', number>;
					if (value > 0 && Math.abs(x - base) > 18) ctx.fillText(formatNumber(value), (x + base) / 2, y + 1);
				});
			});
			ctx.restore();
		}
	};
}
