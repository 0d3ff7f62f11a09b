import type { ChartConfiguration } from 'chart.js';
import { allStatuses, type StatusOrNone } from '$lib/domain/evaluation/evaluation';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { statusLabel } from '$lib/i18n/labels';
import { baseChartOptions, chartFont, chartLegend, chartTooltip } from './chart-options';
import type { ChartStyle } from './chart-style';
import { rowPadding, rowLabelsPlugin, rowTicks } from './row-labels-plugin';
import { segmentLabelsPlugin } from './segment-labels-plugin';

/** One bar of measures by status. */
export interface StatusRow {
	name: string;
	/** Note at the right end. */
	note: string;
	statuses: Record<StatusOrNone, number>;
}

/** Returns a stacked bar of measures by status for each row. */
export function statusBarsChart(
	all: readonly StatusRow[],
	/** Counts in the legend, and the heading of the notes. */
	{ total, head }: { total: Record<StatusOrNone, number>; head: string },
	brush: ChartStyle
): ChartConfiguration<'bar'> {
	const names = all.map(({ name }) => name);
	const along = { names, notes: all.map(({ note }) => note), head, rise: 24 };
	const whole = ({ statuses }: StatusRow) => allStatuses.reduce((sum, status) => sum + statuses[status], 0);
	return {
		type: 'bar',
		data: {
			labels: names,
			datasets: allStatuses.map((status) => ({
				label: `${statusLabel[status]()} ${formatNumber(total[status])}`,
				data: all.map(({ statuses }) => statuses[status]),
				backgroundColor: brush.status(status),
				borderColor: brush.theme.statuses[status].edge ?? brush.theme.page,
				borderWidth: 1.5,
				borderSkipped: false,
				barThickness: 24
			}))
		},
		options: {
			...baseChartOptions(brush),
			indexAxis: 'y',
			layout: { padding: rowPadding(brush, along) },
			scales: {
				x: { stacked: true, display: false, min: 0, max: Math.max(1, ...all.map(whole)) },
				y: {
					stacked: true,
					grid: { display: false },
					border: { display: false },
					ticks: rowTicks(brush, names)
				}
			},
			plugins: {
				legend: {
					...chartLegend(brush),
					labels: {
						...chartLegend(brush).labels,
						filter: ({ datasetIndex = 0 }) => countAt(total, datasetIndex) > 0
					}
				},
				tooltip: {
					...chartTooltip(brush),
					callbacks: {
						label: ({ datasetIndex, raw, dataIndex }) => {
							const status = allStatuses[datasetIndex] ?? 'not-reported';
							const row = all[dataIndex];
							return m.chart_segment({
								status: statusLabel[status](),
								count: Number(raw),
								whole: row ? whole(row) : 0
							});
						}
					}
				}
			},
			font: chartFont(14)
		},
		plugins: [segmentLabelsPlugin(brush, allStatuses), rowLabelsPlugin(brush, along)]
	};
}

/** Returns the height in pixels, wide and narrow. */
export function statusBarsHeight(count: number): { wide: number; narrow: number } {
	return { wide: 84 + count * 42, narrow: 148 + count * 58 };
}

function countAt(total: Record<StatusOrNone, number>, index: number): number {
	const status = allStatuses[index];
	return status ? total[status] : 0;
}
