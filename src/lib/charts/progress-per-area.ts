import type { ChartConfiguration, ScatterDataPoint } from 'chart.js';
import type { AreaFigures, Figures } from '$lib/domain/figures/figures';
import { formatPercent } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { baseChartOptions, chartPointLegend, valueAxis, chartTooltip } from './chart-options';
import type { ChartStyle } from './chart-style';
import { rowAxis, rowPadding, rowLabelsPlugin } from './row-labels-plugin';
import { reportedCountText } from './status-per-area';
import { percentOrDash, type ChartTable } from './table';
import { displayName, type ChartLabels } from './chart-labels';

export { progressFinding } from '$lib/i18n/findings';

/**
 * Returns a dot plot of progress per area: a dot for now, a ring for the year before, a mark for the expected
 * value.
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
				{
					label: m.chart_column_before(),
					data: points(all, 'before'),
					pointStyle: 'circle',
					pointRadius: 6,
					pointHoverRadius: 6,
					pointBackgroundColor: theme.page,
					pointBorderColor: theme.subtle,
					pointBorderWidth: 2,
					order: 2
				},
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

/** Returns the height in pixels, wide and narrow. */
export function progressPerAreaHeight(areas: number): { wide: number; narrow: number } {
	return { wide: 116 + (areas + 1) * 40, narrow: 128 + (areas + 1) * 58 };
}

export function progressPerAreaTable(figures: Figures, words: ChartLabels): ChartTable {
	return {
		caption: m.chart_progress_caption(),
		columns: [
			m.chart_column_area(),
			m.chart_column_progress(),
			m.chart_column_before(),
			m.chart_column_expected(),
			m.chart_column_reported()
		],
		rows: rowsOf(figures).map((one) => ({
			heading: displayName(words.areas, one.area),
			cells: [
				percentOrDash(one.progress),
				percentOrDash(one.before),
				percentOrDash(one.expected),
				reportedCountText(one)
			]
		}))
	};
}

function rowsOf({ total, areas }: Figures): AreaFigures[] {
	return [total, ...areas];
}

function points(all: AreaFigures[], of: 'progress' | 'before' | 'expected'): ScatterDataPoint[] {
	return all.flatMap((one, y) => (one[of] === null ? [] : [{ x: one[of], y }]));
}

function span({ before, progress }: AreaFigures): [number, number] | null {
	return before === null || progress === null ? null : [before, progress];
}

/** Returns "52 % · 6 av 6". */
function note(one: AreaFigures): string {
	return one.progress === null
		? reportedCountText(one)
		: `${formatPercent(one.progress)} · ${reportedCountText(one)}`;
}
