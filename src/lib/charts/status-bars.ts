import type { ChartConfiguration } from 'chart.js';
import { allStatuses, type StatusOrNone } from '$lib/domain/evaluation/evaluation';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { statusLabel } from '$lib/i18n/labels';
import type { ChartStyle } from './chart-style';
import { segmentLabelsPlugin } from './segment-labels-plugin';
import { stackedBarsChart } from './stacked-rows';

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
	const whole = (row: number) =>
		allStatuses.reduce((sum, status) => sum + (all[row]?.statuses[status] ?? 0), 0);
	return stackedBarsChart(
		{
			names: all.map(({ name }) => name),
			notes: all.map(({ note }) => note),
			head,
			layers: allStatuses.map((status) => ({
				label: `${statusLabel[status]()} ${formatNumber(total[status])}`,
				ground: status,
				counts: all.map(({ statuses }) => statuses[status])
			})),
			tooltip: ({ layer, row, count }) =>
				m.chart_segment({ status: statusLabel[statusAt(layer)](), count, whole: whole(row) }),
			labels: segmentLabelsPlugin(brush, allStatuses),
			isListed: (layer) => total[statusAt(layer)] > 0
		},
		brush
	);
}

/** Returns the height in pixels, wide and narrow. */
export function statusBarsHeight(count: number): { wide: number; narrow: number } {
	return { wide: 84 + count * 42, narrow: 148 + count * 58 };
}

function statusAt(layer: number): StatusOrNone {
	return allStatuses[layer] ?? 'not-reported';
}
