import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { quarterOf, type RolloutOnDay, type RolloutState } from '$lib/domain/rollout';
import { formatDate, formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { rolloutLabel } from '$lib/i18n/rollout';
import { baseChartOptions, cssFont, chartFont, chartLegend, valueAxis, chartTooltip } from './chart-options';
import type { ChartStyle } from './chart-style';
import type { ChartTable } from './table';
import type { RolloutGround } from './theme';

/** Stacked rollout states from the bottom up, each with its fill. */
const layers: [state: RolloutState, ground: RolloutGround][] = [
	['in-use', 'rollout-in-use'],
	['started', 'rollout-started'],
	['planned', 'rollout-planned']
];

/** Returns a chart of the municipalities using a measure: one column per quarter, and one for today. */
export function adoptionChart(series: readonly RolloutOnDay[], brush: ChartStyle): ChartConfiguration<'bar'> {
	const { theme } = brush;
	const most = Math.max(1, ...series.map(({ concerned }) => concerned));
	return {
		type: 'bar',
		data: {
			labels: series.map((_one, index) => whenOf(series, index)),
			datasets: layers.map(([state, ground]) => ({
				label: rolloutLabel[state](),
				data: series.map(({ states }) => states[state]),
				backgroundColor: brush.status(ground),
				borderColor: theme.rollout[ground].edge ?? theme.page,
				borderWidth: 1.5,
				borderSkipped: false,
				maxBarThickness: 56
			}))
		},
		options: {
			...baseChartOptions(brush),
			layout: { padding: { top: 12, right: 8 } },
			interaction: { mode: 'index', intersect: false },
			scales: {
				x: {
					stacked: true,
					grid: { display: false },
					border: { color: theme.line },
					ticks: { color: theme.text, font: chartFont(13), maxRotation: 60 }
				},
				y: {
					stacked: true,
					...valueAxis(brush, { min: 0, max: most, step: stepFor(most), write: (n) => formatNumber(n) })
				}
			},
			plugins: {
				legend: chartLegend(brush),
				tooltip: {
					...chartTooltip(brush),
					callbacks: {
						label: ({ dataset, raw }) =>
							m.rollout_segment({ state: dataset.label ?? '', n: formatNumber(Number(raw)) })
					}
				}
			}
		},
		plugins: [figures(brush)]
	};
}

export function adoptionTable(series: readonly RolloutOnDay[], measure: string): ChartTable {
	return {
		caption: m.rollout_chart_caption({ measure }),
		columns: [
			m.rollout_column_when(),
			...layers.map(([state]) => rolloutLabel[state]()),
			m.rollout_column_whole()
		],
		rows: series.map(({ states, concerned }, index) => ({
			heading: { text: whenOf(series, index) },
			cells: [...layers.map(([state]) => states[state]), concerned].map((n) => formatNumber(n))
		}))
	};
}

/** Returns "3. kv. 2026" for a finished quarter, and the date for the last column. */
function whenOf(series: readonly RolloutOnDay[], index: number): string {
	const { day } = series[index]!;
	return index === series.length - 1 ? formatDate(day) : quarterName(day);
}

function quarterName(day: CalendarDate): string {
	return m.rollout_quarter({ quarter: quarterOf(day), year: day.slice(0, 4) });
}

/** Returns a step of whole municipalities between grid lines. */
function stepFor(most: number): number {
	return most <= 6 ? 1 : most <= 20 ? 5 : 10;
}

/** Returns a plugin that writes the count in each segment that is high enough. */
function figures({ theme }: ChartStyle): Plugin<'bar'> {
	return {
		id: 'figures',
		afterDatasetsDraw: (chart: Chart) => {
			const { ctx } = chart;
			ctx.save();
			ctx.font = cssFont(14, 600);
			ctx.textAlign = 'center';
			ctx.textBaseline = 'middle';
			layers.forEach(([, ground], index) => {
				ctx.fillStyle = theme.rollout[ground].ink;
				chart.getDatasetMeta(index).data.forEach((bar, column) => {
					const value = Number(chart.data.datasets[index]?.data[column] ?? 0);
					const { x, y, base, width } = bar.getProps(['x', 'y', 'base', 'width'], true) as Record<
						'x' | 'y' | 'base' | 'width',
						number
					>;
					const text = formatNumber(value);
					const fits = Math.abs(base - y) >= 16 && ctx.measureText(text).width + 4 <= width;
					if (value > 0 && fits) ctx.fillText(text, x, (y + base) / 2 + 1);
				});
			});
			ctx.restore();
		}
	};
}
