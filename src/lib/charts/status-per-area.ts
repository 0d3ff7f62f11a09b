import type { ChartConfiguration } from 'chart.js';
import { standings } from '$lib/domain/evaluation';
import { behind, inGoodHands, type AreaFigures, type Figures } from '$lib/domain/figures';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { statusWord } from '$lib/i18n/words';
import { baseOptions, font, legend, tooltip } from './base';
import type { Brush } from './patterns';
import { rowPadding, rows, rowTicks } from './rows';
import { segments } from './segments';
import type { ChartTable } from './table';
import { inWords, nameOf, sentence, type ChartWords } from './words';

/** How many measures of each area have which status: one stacked bar for each area. */
export function statusPerArea(figures: Figures, words: ChartWords, brush: Brush): ChartConfiguration<'bar'> {
	const { areas, total } = figures;
	const names = areas.map(({ area }) => nameOf(words.areas, area).text);
	const along = { names, notes: areas.map(reportedOf), head: m.chart_column_reported(), rise: 24 };
	return {
		type: 'bar',
		data: {
			labels: names,
			datasets: standings.map((status) => ({
				label: `${statusWord[status]()} ${formatNumber(total.statuses[status])}`,
				data: areas.map((area) => area.statuses[status]),
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
				x: { stacked: true, display: false, min: 0, max: Math.max(1, ...areas.map((one) => one.counted)) },
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
							const whole = areas[dataIndex]?.counted ?? 0;
							return m.chart_segment({ status: statusWord[status](), count: Number(raw), whole });
						}
					}
				}
			},
			font: font(14)
		},
		plugins: [segments(brush, standings), rows(brush, along)]
	};
}

/** Pixels for as many areas, wide and narrow. */
export function statusPerAreaHeight(areas: number): { wide: number; narrow: number } {
	return { wide: 84 + areas * 42, narrow: 148 + areas * 58 };
}

export function statusPerAreaTable({ areas, total }: Figures, words: ChartWords): ChartTable {
	return {
		caption: m.chart_status_caption(),
		columns: [
			m.chart_column_area(),
			...standings.map((status) => statusWord[status]()),
			m.chart_column_measures(),
			m.chart_column_reported()
		],
		rows: [...areas, total].map((one) => ({
			heading: nameOf(words.areas, one.area),
			cells: [...standings.map((status) => one.statuses[status]), one.counted, one.reported].map((n) =>
				formatNumber(n)
			)
		}))
	};
}

/** "17 av 28 tiltak er i rute eller ferdige; sju er forsinket eller på vent, og to mangler rapport." */
export function statusFinding({ total }: Figures): string {
	const whole = total.counted;
	if (whole === 0) return m.chart_status_nothing();
	const missing = total.statuses['not-reported'];
	if (whole === 1) {
		const status = standings.find((one) => total.statuses[one] > 0) ?? 'not-reported';
		return m.chart_status_one({ status: statusWord[status]().toLowerCase() });
	}
	if (missing === whole) return m.chart_status_unreported({ whole });
	const part = inGoodHands(total);
	if (part === whole) return m.chart_status_all_good({ whole });
	return sentence(m.chart_status_good({ part, whole }), [
		...behindClause(total),
		...clause(total.statuses['not-started'], m.chart_status_not_started),
		...clause(missing, m.chart_status_missing)
	]);
}

function behindClause(total: AreaFigures): string[] {
	const n = behind(total);
	const onHold = total.statuses['on-hold'];
	if (onHold === 0) return clause(n, m.chart_status_delayed);
	return clause(n, onHold === n ? m.chart_status_on_hold : m.chart_status_delayed_or_on_hold);
}

function clause(n: number, say: (words: { n: number; count: string }) => string): string[] {
	return n === 0 ? [] : [say({ n, count: inWords(n) })];
}

/** "6 av 6": what a row's figures are built on. */
export function reportedOf({ reported, counted }: AreaFigures): string {
	return counted === 0 ? m.chart_no_measures() : m.chart_of({ part: reported, whole: counted });
}

function countAt(total: AreaFigures, index: number): number {
	const status = standings[index];
	return status ? total.statuses[status] : 0;
}
