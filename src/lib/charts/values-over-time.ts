import type { ChartConfiguration } from 'chart.js';
import type { Figures, ValueFigures } from '$lib/domain/figures/figures';
import type { ValuesInRound } from '$lib/domain/plan/plan-snapshot';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { shortRoundName } from '$lib/i18n/labels';
import { baseChartOptions, chartFont, chartPointLegend, valueAxis, chartTooltip } from './chart-options';
import { pointLabelsPlugin } from './point-labels-plugin';
import type { ChartStyle } from './chart-style';
import { meanOrDash, type ChartTable } from './table';
import { valueShapes } from './values-per-area';
import { joinList, displayName, type ChartLabels } from './chart-labels';

/** Returns a line of the mean score per round for each core value, each with its own point shape. */
export function valuesOverTimeChart(
	figures: Figures,
	words: ChartLabels,
	brush: ChartStyle
): ChartConfiguration<'line'> {
	const { theme } = brush;
	const rounds = roundsOf(figures);
	const codes = codesOf(rounds);
	return {
		type: 'line',
		data: {
			labels: rounds.map((one) => labelOf(one, words)),
			datasets: codes.map((code, index) => {
				const colour = theme.series[index % theme.series.length];
				return {
					label: displayName(words.values, code).text,
					data: rounds.map((one) => find(one, code)?.mean ?? null),
					borderColor: colour,
					backgroundColor: colour,
					borderWidth: 2,
					spanGaps: true,
					pointStyle: valueShapes[index % valueShapes.length],
					pointRadius: 7,
					pointHoverRadius: 7,
					pointBorderWidth: 2
				};
			})
		},
		options: {
			...baseChartOptions(brush),
			layout: { padding: { top: 18, right: 72 } },
			clip: false,
			interaction: { mode: 'index', intersect: false },
			scales: {
				x: {
					offset: true,
					grid: { display: false },
					border: { color: theme.line },
					ticks: { color: theme.text, font: chartFont(13), maxRotation: 40 }
				},
				y: valueAxis(brush, { min: 1, max: 5, step: 1, write: formatNumber })
			},
			plugins: {
				legend: chartPointLegend(brush),
				tooltip: {
					...chartTooltip(brush),
					callbacks: {
						label: ({ dataset, parsed }) =>
							m.chart_named({ name: dataset.label ?? '', value: meanOrDash(parsed.y) })
					}
				}
			}
		},
		plugins: [pointLabelsPlugin(brush, lastLabels(rounds, codes))]
	};
}

export function valuesOverTimeTable(figures: Figures, words: ChartLabels): ChartTable {
	const rounds = roundsOf(figures);
	return {
		caption: m.chart_values_time_caption(),
		columns: [
			m.chart_column_value(),
			m.chart_column_round(),
			m.chart_column_mean(),
			m.chart_column_scores(),
			...[1, 2, 3, 4, 5].map((score) => m.chart_column_gave({ score }))
		],
		wordColumns: 2,
		rows: codesOf(rounds).flatMap((code) =>
			rounds.map((one) => {
				const found = find(one, code);
				const distribution = found?.distribution ?? [0, 0, 0, 0, 0];
				return {
					heading: displayName(words.values, code),
					cells: [
						labelOf(one, words),
						meanOrDash(found?.mean ?? null),
						...[found?.n ?? 0, ...distribution].map((n) => formatNumber(n))
					]
				};
			})
		)
	};
}

/** Returns "Siden 2025 har Engasjert gått opp fra 3,4 til 3,8 og Ambisiøs ned fra 3,1 til 2,9." */
export function valuesOverTimeFinding(figures: Figures, words: ChartLabels): string {
	const rounds = roundsOf(figures);
	const first = rounds[0];
	const last = rounds.at(-1);
	if (!first || !last) return m.chart_values_nothing();
	if (first === last) return m.chart_values_time_one({ round: labelOf(first, words) });
	const courses = codesOf(rounds).flatMap((code) => {
		const [before, after] = [find(first, code), find(last, code)];
		const [then, now] = [before?.mean ?? null, after?.mean ?? null];
		if (!before || !after || then === null || now === null) return [];
		const means = {
			value: displayName(words.values, code).text,
			then: meanOrDash(then),
			now: meanOrDash(now),
			n:
				before.n === after.n
					? m.chart_scores({ n: after.n })
					: m.chart_values_time_scores({ then: before.n, now: after.n })
		};
		if (means.then === means.now) return [m.chart_values_time_same(means)];
		return [now > then ? m.chart_values_time_up(means) : m.chart_values_time_down(means)];
	});
	if (courses.length === 0) return m.chart_values_time_none_shared({ round: labelOf(first, words) });
	return m.chart_values_time_finding({ round: labelOf(first, words), courses: joinList(courses) });
}

/** Returns the rounds with at least one score. */
function roundsOf({ valuesOverTime: all = [] }: Figures): ValuesInRound[] {
	return all.filter(({ values }) => values.some(({ n }) => n > 0));
}

function labelOf({ round }: ValuesInRound, words: ChartLabels): string {
	return round === null ? words.now : shortRoundName(round);
}

function codesOf(rounds: readonly ValuesInRound[]): string[] {
	return [...new Set(rounds.flatMap(({ values }) => values.map(({ value }) => value)))];
}

function find({ values }: ValuesInRound, code: string): ValueFigures | undefined {
	return values.find(({ value, n }) => value === code && n > 0);
}

/** Returns labels for the last point of each line; one that would overlap an earlier one is left out. */
function lastLabels(rounds: readonly ValuesInRound[], codes: readonly string[]) {
	const taken: number[] = [];
	return codes.map((code) =>
		rounds.map((one, index) => {
			const mean = find(one, code)?.mean ?? null;
			const isLast = index === rounds.length - 1;
			if (!isLast || mean === null || taken.some((other) => Math.abs(other - mean) < 0.22))
				return { text: '', side: 'right' as const };
			taken.push(mean);
			return { text: meanOrDash(mean), side: 'right' as const };
		})
	);
}
