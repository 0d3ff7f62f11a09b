import type { ChartConfiguration } from 'chart.js';
import type { ProgressSeries } from '$lib/domain/figures/progress-series';
import { formatPercent } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { baseChartOptions, chartFont, chartPointLegend, valueAxis, chartTooltip } from './chart-options';
import { pointLabelsPlugin } from './point-labels-plugin';
import type { ChartStyle } from './chart-style';
import { percentOrDash, type ChartTable } from './table';
import { joinClauses } from './chart-labels';

export interface ProgressPoint {
	/** Short name of the round: "halvåret 2026". */
	label: string;
	/** True for the last known status instead of a round. */
	lastKnown?: boolean;
	/** 0–100; null if not reported. */
	progress: number | null;
	/** 0–100; null if the measure has no dates. */
	expected: number | null;
}

/** Number of an area's measures that a series is of; `uncompared` if they are too few for expected progress. */
export type AreaSeries = Pick<ProgressSeries, 'n' | 'counted' | 'uncompared'>;

/** Returns a line of progress per round, with expected progress dashed. */
export function progressOverTimeChart(
	series: readonly ProgressPoint[],
	brush: ChartStyle
): ChartConfiguration<'line'> {
	const { theme } = brush;
	return {
		type: 'line',
		data: {
			labels: series.map(({ label }) => label),
			datasets: [
				{
					label: m.chart_column_plain_progress(),
					data: series.map(({ progress }) => progress),
					borderColor: theme.accent,
					backgroundColor: theme.accent,
					borderWidth: 3,
					pointRadius: 6,
					pointHoverRadius: 6,
					pointBorderColor: theme.page,
					pointBorderWidth: 2
				},
				{
					label: m.chart_column_expected(),
					data: series.map(({ expected }) => expected),
					borderColor: theme.mark,
					backgroundColor: theme.mark,
					borderWidth: 2,
					borderDash: [6, 5],
					pointStyle: 'line',
					pointRotation: 90,
					pointRadius: 8,
					pointHoverRadius: 8
				}
			]
		},
		options: {
			...baseChartOptions(brush),
			layout: { padding: { top: 18, right: 24 } },
			clip: false,
			interaction: { mode: 'index', intersect: false },
			scales: {
				x: {
					offset: true,
					grid: { display: false },
					border: { color: theme.line },
					ticks: { color: theme.text, font: chartFont(13), maxRotation: 40 }
				},
				y: valueAxis(brush, { min: 0, max: 100, step: 25, write: formatPercent })
			},
			plugins: {
				legend: chartPointLegend(brush),
				tooltip: {
					...chartTooltip(brush),
					callbacks: {
						label: ({ dataset, parsed }) =>
							m.chart_named({ name: dataset.label ?? '', value: percentOrDash(parsed.y) })
					}
				}
			}
		},
		plugins: [
			pointLabelsPlugin(brush, [
				series.map(({ progress, expected }) => ({
					text: progress === null ? '' : formatPercent(progress),
					side: (expected ?? 0) > (progress ?? 0) && (progress ?? 0) > 15 ? 'below' : 'above'
				}))
			])
		]
	};
}

export function progressOverTimeTable(series: readonly ProgressPoint[]): ChartTable {
	return {
		caption: m.chart_over_time_caption(),
		columns: [m.chart_column_round(), m.chart_column_plain_progress(), m.chart_column_expected()],
		rows: series.map(({ label, progress, expected }) => ({
			heading: { text: label },
			cells: [percentOrDash(progress), percentOrDash(expected)]
		}))
	};
}

/**
 * Returns "Framdriften har gått fra 38 % (2025) til 52 % (2026); forventet i 2026 er 60 %."
 *
 * @param measures the measures of an area that the series is of, which the sentence then names
 */
export function progressOverTimeFinding(series: readonly ProgressPoint[], measures?: AreaSeries): string {
	const known = series.flatMap(({ label, lastKnown, progress, expected }) =>
		progress === null ? [] : [{ label, lastKnown, now: formatPercent(progress), expected }]
	);
	const [first, last] = [known.at(0), known.at(-1)];
	if (!first || !last) return m.chart_progress_nothing();
	const left = { n: series.length - known.length, whole: series.length };
	const sentence = joinClauses(moved(first, last), [
		...(last.expected === null ? [] : [expectedClause(last, formatPercent(last.expected))]),
		...(measures?.uncompared ? [m.chart_over_time_uncompared()] : []),
		...(left.n === 0 ? [] : [(measures ? m.chart_over_time_left_out : m.chart_over_time_gaps)(left)])
	]);
	if (!measures) return sentence;
	const of = { sentence, n: measures.n, whole: measures.counted };
	return first === last ? m.chart_over_time_of_one(of) : m.chart_over_time_of(of);
}

type Known = Pick<ProgressPoint, 'label' | 'lastKnown'> & { now: string };

function expectedClause({ label, lastKnown }: Known, expected: string): string {
	return lastKnown
		? m.chart_progress_and_expected({ expected })
		: m.chart_over_time_expected({ label, expected });
}

function moved(first: Known, last: Known): string {
	if (first === last) return m.chart_over_time_one({ now: last.now, label: last.label });
	if (first.now === last.now && last.lastKnown)
		return m.chart_over_time_same_now({ now: last.now, first: first.label });
	if (first.now === last.now)
		return m.chart_over_time_same({ now: last.now, first: first.label, last: last.label });
	return m.chart_over_time_moved({ then: first.now, first: first.label, now: last.now, last: last.label });
}
