import type { ChartConfiguration } from 'chart.js';
import { allStatuses } from '$lib/domain/evaluation/evaluation';
import type { AreaFigures, Figures } from '$lib/domain/figures/figures';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { statusLabel } from '$lib/i18n/labels';
import type { ChartStyle } from './chart-style';
import { statusBarsChart, statusBarsHeight } from './status-bars';
import type { ChartTable } from './table';
import { displayName, type ChartLabels } from './chart-labels';

export { statusFinding } from '$lib/i18n/findings';

/** Returns a stacked bar of measures by status for each area. */
export function statusPerAreaChart(
	figures: Figures,
	words: ChartLabels,
	brush: ChartStyle
): ChartConfiguration<'bar'> {
	const rows = figures.areas.map((one) => ({
		name: displayName(words.areas, one.area).text,
		note: reportedCountText(one),
		statuses: one.statuses
	}));
	return statusBarsChart(rows, { total: figures.total.statuses, head: m.chart_column_reported() }, brush);
}

/** Returns the height in pixels, wide and narrow. */
export function statusPerAreaHeight(areas: number): { wide: number; narrow: number } {
	return statusBarsHeight(areas);
}

export function statusPerAreaTable({ areas, total }: Figures, words: ChartLabels): ChartTable {
	return {
		caption: m.chart_status_caption(),
		columns: [
			m.chart_column_area(),
			...allStatuses.map((status) => statusLabel[status]()),
			m.chart_column_measures(),
			m.chart_column_reported()
		],
		rows: [...areas, total].map((one) => ({
			heading: displayName(words.areas, one.area),
			cells: [...allStatuses.map((status) => one.statuses[status]), one.counted, one.reported].map((n) =>
				formatNumber(n)
			)
		}))
	};
}

/** Returns the number of measures reported of those the round asks about: "6 av 6". */
export function reportedCountText({ reported, asked, counted }: AreaFigures): string {
	return counted === 0 ? m.chart_no_measures() : m.chart_of({ part: reported, whole: asked ?? counted });
}
