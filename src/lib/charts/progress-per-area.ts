import type { ChartConfiguration, ChartDataset, ScatterDataPoint } from 'chart.js';
import {
	comparableProgress,
	hasYearBefore,
	type AreaFigures,
	type Figures
} from '$lib/domain/figures/figures';
import { formatNumber, formatPercent } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { baseChartOptions, chartPointLegend, valueAxis, chartTooltip } from './chart-options';
import type { ChartStyle } from './chart-style';
import { rowAxis, rowPadding, rowLabelsPlugin } from './row-labels-plugin';
import { reportedCountText } from './status-per-area';
import { noFigure, percentOrDash, type ChartTable } from './table';
import { displayName, type ChartLabels } from './chart-labels';

export { progressFinding } from '$lib/i18n/findings';

/**
 * Returns a dot plot of progress per area: a dot for now, a ring for the year before if there is one, a mark for the
 * expected value.
 */
export function progressPerAreaChart(
	figures: Figures,
	words: ChartLabels,
	brush: ChartStyle
): ChartConfiguration<'scatter'> {
	const { theme } = brush;
	const all = rowsOf(figures);
	const names = all.map(({ area }) => displayName(words.areas, area).text);
	const along = {
		names,
		notes: all.map(note),
		spans: all.map(span),
		head: m.chart_progress_head(),
		rise: 26
	};
	return {
		type: 'scatter',
		data: {
			datasets: [
				{
					label: m.chart_column_progress(),
					data: points(all, 'progress'),
					pointStyle: 'circle',
					pointRadius: 8,
					pointHoverRadius: 8,
					pointBackgroundColor: theme.accent,
					pointBorderColor: theme.page,
					pointBorderWidth: 2,
					order: 1
				},
				...(hasYearBefore(figures) ? [beforeRings(all, brush)] : []),
				{
					label: m.chart_column_expected(),
					data: points(all, 'expected'),
					pointStyle: 'line',
					pointRotation: 90,
					pointRadius: 10,
					pointHoverRadius: 10,
					pointBorderColor: theme.mark,
					pointBorderWidth: 3,
					order: 0
				}
			]
		},
		options: {
			...baseChartOptions(brush),
			layout: { padding: rowPadding(brush, along) },
			clip: false,
			scales: {
				x: valueAxis(brush, { min: 0, max: 100, step: 25, write: formatPercent }),
				y: rowAxis(brush, names)
			},
			plugins: {
				legend: chartPointLegend(brush),
				tooltip: {
					...chartTooltip(brush),
					callbacks: {
						title: ([item]) => names[item?.parsed.y ?? 0] ?? '',
						label: ({ dataset, parsed }) =>
							m.chart_named({ name: dataset.label ?? '', value: percentOrDash(parsed.x) })
					}
				}
			}
		},
		plugins: [rowLabelsPlugin(brush, along)]
	};
}

/** Returns the rings of the year before. */
function beforeRings(all: AreaFigures[], { theme }: ChartStyle): ChartDataset<'scatter'> {
	return {
		label: m.chart_column_before(),
		data: points(all, 'before'),
		pointStyle: 'circle',
		pointRadius: 6,
		pointHoverRadius: 6,
		pointBackgroundColor: theme.page,
		pointBorderColor: theme.subtle,
		pointBorderWidth: 2,
		order: 2
	};
}

/** Returns the height in pixels, wide and narrow. */
export function progressPerAreaHeight(areas: number): { wide: number; narrow: number } {
	return { wide: 116 + (areas + 1) * 40, narrow: 128 + (areas + 1) * 58 };
}

export function progressPerAreaTable(figures: Figures, words: ChartLabels): ChartTable {
	const of2025 = figures.total.comparison === undefined;
	const withBefore = hasYearBefore(figures);
	return {
		caption: m.chart_progress_caption(),
		columns: [
			m.chart_column_area(),
			m.chart_column_progress(),
			...(withBefore ? [m.chart_column_before()] : []),
			m.chart_column_expected(),
			...(of2025
				? [m.chart_column_reported()]
				: [m.chart_column_compared(), m.chart_column_known_progress(), m.chart_column_known()])
		],
		rows: rowsOf(figures).map((one) => ({
			heading: displayName(words.areas, one.area),
			cells: [
				percentOrDash(comparableProgress(one).progress),
				...(withBefore ? [percentOrDash(one.before)] : []),
				percentOrDash(one.expected),
				...(of2025 ? [reportedCountText(one)] : comparisonCells(one))
			]
		}))
	};
}

/** Returns the number of compared measures, and progress and number of all that have a figure. */
function comparisonCells({ comparison, progress, known = 0, counted }: AreaFigures): string[] {
	const compared = comparison?.progress == null ? noFigure : formatNumber(comparison.n);
	return [compared, percentOrDash(progress), m.chart_of({ part: known, whole: counted })];
}

function rowsOf({ total, areas }: Figures): AreaFigures[] {
	return [total, ...areas];
}

/** Returns the drawn value of a row: its progress is of the measures that the other two are of. */
function drawn(one: AreaFigures, of: 'progress' | 'before' | 'expected'): number | null {
	return of === 'progress' ? comparableProgress(one).progress : one[of];
}

function points(all: AreaFigures[], of: 'progress' | 'before' | 'expected'): ScatterDataPoint[] {
	return all.flatMap((one, y) => {
		const x = drawn(one, of);
		return x === null ? [] : [{ x, y }];
	});
}

function span(one: AreaFigures): [number, number] | null {
	const [before, progress] = [one.before, drawn(one, 'progress')];
	return before === null || progress === null ? null : [before, progress];
}

/** Returns "52 % · 6 av 6". */
function note(one: AreaFigures): string {
	const { progress, n } = comparableProgress(one);
	const count = one.counted === 0 ? m.chart_no_measures() : m.chart_of({ part: n, whole: one.counted });
	return progress === null ? count : `${formatPercent(progress)} · ${count}`;
}
