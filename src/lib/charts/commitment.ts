import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { Commitment } from '$lib/domain/commitment';
import type { StatusOrNone } from '$lib/domain/evaluation';
import type { Figures } from '$lib/domain/figures';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { baseOptions, cssFont, font, legend, tooltip } from './base';
import type { Brush } from './patterns';
import { rowPadding, rows, rowTicks } from './rows';
import type { ChartTable } from './table';
import { nameOf, type ChartWords } from './words';

export { commitmentFinding } from '$lib/i18n/findings';

type Kind = 'moved' | 'added' | 'silent';

/** What became of the year's promises, each with the ground it is drawn on. */
const kinds: [kind: Kind, ground: StatusOrNone, word: () => string][] = [
	['moved', 'slightly-delayed', m.chart_commitment_moved],
	['added', 'done', m.chart_commitment_added],
	['silent', 'not-reported', m.chart_commitment_silent]
];

/** Deadlines moved out of the year, measures added in it and measures that kept silent: one stacked bar for each area. */
export function commitment(figures: Figures, words: ChartWords, brush: Brush): ChartConfiguration<'bar'> {
	const areas = areasOf(figures);
	const names = areas.map(({ area }) => nameOf(words.areas, area).text);
	const sums = areas.map(({ moved, added, silent }) => moved + added + silent);
	const along = { names, notes: sums.map((n) => formatNumber(n)), head: m.chart_commitment_head(), rise: 24 };
	return {
		type: 'bar',
		data: {
			labels: names,
			datasets: kinds.map(([kind, ground, word]) => ({
				label: word(),
				data: areas.map((one) => one[kind]),
				backgroundColor: brush.status(ground),
				borderColor: brush.theme.statuses[ground].edge ?? brush.theme.page,
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
				x: { stacked: true, display: false, min: 0, max: Math.max(1, ...sums) },
				y: {
					stacked: true,
					grid: { display: false },
					border: { display: false },
					ticks: rowTicks(brush, names)
				}
			},
			plugins: {
				legend: legend(brush),
				tooltip: {
					...tooltip(brush),
					callbacks: {
						label: ({ dataset, raw }) =>
							m.chart_named({ name: dataset.label ?? '', value: formatNumber(Number(raw)) })
					}
				}
			},
			font: font(14)
		},
		plugins: [counts(brush), rows(brush, along)]
	};
}

/** Pixels for as many areas, wide and narrow. */
export function commitmentHeight(figures: Figures): { wide: number; narrow: number } {
	const count = areasOf(figures).length;
	return { wide: 84 + count * 42, narrow: 128 + count * 58 };
}

export function commitmentTable(figures: Figures, words: ChartWords): ChartTable {
	return {
		caption: m.chart_commitment_caption(),
		columns: [m.chart_column_area(), ...kinds.map(([, , word]) => word())],
		rows: [
			...areasOf(figures).map((one) => ({
				heading: nameOf(words.areas, one.area),
				cells: kinds.map(([kind]) => formatNumber(one[kind]))
			})),
			...(figures.commitment
				? [
						{
							heading: nameOf(words.areas, 'all'),
							cells: kinds.map(([kind]) => formatNumber(figures.commitment?.[kind].length ?? 0))
						}
					]
				: [])
		]
	};
}

function areasOf({ commitment: found }: Figures): Commitment['areas'] {
	return found?.areas ?? [];
}

/** Writes each part of a bar its figure, where it is wide enough. */
function counts({ theme }: Brush): Plugin<'bar'> {
	return {
		id: 'counts',
		afterDatasetsDraw: (chart: Chart) => {
			const { ctx } = chart;
			ctx.save();
			ctx.font = cssFont(14, 600);
			ctx.textAlign = 'center';
			ctx.textBaseline = 'middle';
			kinds.forEach(([, ground], index) => {
				ctx.fillStyle = theme.statuses[ground].ink;
				chart.getDatasetMeta(index).data.forEach((bar, row) => {
					const value = Number(chart.data.datasets[index]?.data[row] ?? 0);
					const { x, y, base } = bar.getProps(['x', 'y', 'base'], true) as Record<'x' | 'y' | 'base', number>;
					if (value > 0 && Math.abs(x - base) > 18) ctx.fillText(formatNumber(value), (x + base) / 2, y + 1);
				});
			});
			ctx.restore();
		}
	};
}
