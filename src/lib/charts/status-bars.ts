import type { ChartConfiguration } from 'chart.js';
import { standings, type StatusOrNone } from '$lib/domain/evaluation';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { statusWord } from '$lib/i18n/words';
import { baseOptions, font, legend, tooltip } from './base';
import type { Brush } from './patterns';
import { rowPadding, rows, rowTicks } from './rows';
import { segments } from './segments';

/** Measures by status, as one bar. */
export interface StatusRow {
	name: string;
	/** At the right end. */
	note: string;
	statuses: Record<StatusOrNone, number>;
}

/** A stacked bar for each row: how many measures have which status. */
export function statusBars(
	all: readonly StatusRow[],
	/** What the legend counts. */
	total: Record<StatusOrNone, number>,
	head: string,
	brush: Brush
): ChartConfiguration<'bar'> {
	const names = all.map(({ name }) => name);
	const along = { names, notes: all.map(({ note }) => note), head, rise: 24 };
	const whole = ({ statuses }: StatusRow) => standings.reduce((sum, status) => sum + statuses[status], 0);
	return {
		type: 'bar',
		data: {
			labels: names,
			datasets: standings.map((status) => ({
				label: `${statusWord[status]()} ${formatNumber(total[status])}`,
				data: all.map(({ statuses }) => statuses[status]),
				backgroundColor: brush.status(status),
				borderColor: brush.theme.statuses[status].edge ?? brush.theme.page,
				borderWidth: 1.5,
				borderSkipped: false,
				barThickness: 24
			}))
		},
		options: {
			...baseOptions(brush),
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
					...legend(brush),
					labels: {
						...legend(brush).labels,
						filter: ({ datasetIndex = 0 }) => countAt(total, datasetIndex) > 0
					}
				},
				tooltip: {
					...tooltip(brush),
					callbacks: {
						label: ({ datasetIndex, raw, dataIndex }) => {
							const status = standings[datasetIndex] ?? 'not-reported';
							const row = all[dataIndex];
							return m.chart_segment({
								status: statusWord[status](),
								count: Number(raw),
								whole: row ? whole(row) : 0
							});
						}
					}
				}
			},
			font: font(14)
		},
		plugins: [segments(brush, standings), rows(brush, along)]
	};
}

/** Pixels for as many rows, wide and narrow. */
export function statusBarsHeight(count: number): { wide: number; narrow: number } {
	return { wide: 84 + count * 42, narrow: 148 + count * 58 };
}

function countAt(total: Record<StatusOrNone, number>, index: number): number {
	const status = standings[index];
	return status ? total[status] : 0;
}
