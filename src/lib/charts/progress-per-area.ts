import type { ChartConfiguration, ScatterDataPoint } from 'chart.js';
import type { AreaFigures, Figures } from '$lib/domain/figures';
import { formatPercent } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { baseOptions, pointLegend, scaleAxis, tooltip } from './base';
import type { Brush } from './patterns';
import { rowAxis, rowPadding, rows } from './rows';
import { reportedOf } from './status-per-area';
import { percentOr, type ChartTable } from './table';
import { nameOf, type ChartWords } from './words';

export { progressFinding } from '$lib/i18n/findings';

/** The plan and each area on a line from 0 to 100 %: a dot now, a ring the year before, a mark for what was expected. */
export function progressPerArea(
	figures: Figures,
	words: ChartWords,
	brush: Brush
): ChartConfiguration<'scatter'> {
	const { theme } = brush;
	const all = rowsOf(figures);
	const names = all.map(({ area }) => nameOf(words.areas, area).text);
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
			...baseOptions(brush),
			layout: { padding: rowPadding(brush, along) },
			clip: false,
			scales: {
				x: scaleAxis(brush, { min: 0, max: 100, step: 25, write: formatPercent }),
				y: rowAxis(brush, names)
			},
			plugins: {
				legend: pointLegend(brush),
				tooltip: {
					...tooltip(brush),
					callbacks: {
						title: ([item]) => names[item?.parsed.y ?? 0] ?? '',
						label: ({ dataset, parsed }) =>
							m.chart_named({ name: dataset.label ?? '', value: percentOr(parsed.x) })
					}
				}
			}
		},
		plugins: [rows(brush, along)]
	};
}

/** Pixels for as many areas and the plan, wide and narrow. */
export function progressPerAreaHeight(areas: number): { wide: number; narrow: number } {
	return { wide: 116 + (areas + 1) * 40, narrow: 128 + (areas + 1) * 58 };
}

export function progressPerAreaTable(figures: Figures, words: ChartWords): ChartTable {
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
			heading: nameOf(words.areas, one.area),
			cells: [percentOr(one.progress), percentOr(one.before), percentOr(one.expected), reportedOf(one)]
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

/** "52 % · 6 av 6". */
function note(one: AreaFigures): string {
	return one.progress === null ? reportedOf(one) : `${formatPercent(one.progress)} · ${reportedOf(one)}`;
}
