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

/** Stacked bars from the top, and the texts of their segments. */
interface StackedBars {
	names: string[];
	/** Notes at the right end of the bars, under a heading. */
	notes: string[];
	head: string;
	layers: readonly BarLayer[];
	/** Returns the tooltip of a segment. */
	tooltip: (segment: { layer: number; row: number; count: number }) => string;
	/** Draws the counts in the segments. */
	labels: Plugin<'bar'>;
	/** True if a layer is in the legend; all are by default. */
	isListed?: (layer: number) => boolean;
}

/** Returns a stacked bar per row, with a note at the right end. */
export function stackedBarsChart(
	{ layers, tooltip, labels, isListed, ...along }: StackedBars,
	brush: ChartStyle
): ChartConfiguration<'bar'> {
	const { names } = along;
	const sums = names.map((_name, row) => layers.reduce((sum, { counts }) => sum + (counts[row] ?? 0), 0));
	const rows = { ...along, rise: 24 };
	const legend = chartLegend(brush);
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
			layout: { padding: rowPadding(brush, rows) },
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
				legend: isListed
					? {
							...legend,
							labels: { ...legend.labels, filter: ({ datasetIndex = 0 }) => isListed(datasetIndex) }
						}
					: legend,
				tooltip: {
					...chartTooltip(brush),
					callbacks: {
						label: ({ datasetIndex, dataIndex, raw }) =>
							tooltip({ layer: datasetIndex, row: dataIndex, count: Number(raw) })
					}
				}
			},
			font: chartFont(14)
		},
		plugins: [labels, rowLabelsPlugin(brush, rows)]
	};
}

/** Returns a stacked bar per row for categories other than statuses. */
export function stackedRowsChart(
	along: { names: string[]; notes: string[]; head: string },
	layers: readonly BarLayer[],
	brush: ChartStyle
): ChartConfiguration<'bar'> {
	const tooltip: StackedBars['tooltip'] = ({ layer, count }) =>
		m.chart_named({ name: layers[layer]?.label ?? '', value: formatNumber(count) });
	return stackedBarsChart({ ...along, layers, tooltip, labels: layerLabels(brush, layers) }, brush);
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
