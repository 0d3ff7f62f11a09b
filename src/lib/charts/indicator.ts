import type { ChartConfiguration } from 'chart.js';
import { daysBetween, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import {
	hasFigure,
	trajectoryPoints,
	type TargetTrajectory,
	type AssessedReading,
	type IndicatorReading
} from '$lib/domain/indicator';
import { formatDate, formatExact } from '$lib/i18n/format';
import { formatReadingValue, formatTenth, indicatorVerdictLabel } from '$lib/i18n/indicator';
import { m } from '$lib/i18n/paraglide/messages';
import { baseChartOptions, chartFont, chartPointLegend, chartTooltip } from './chart-options';
import type { ChartStyle } from './chart-style';
import { noFigure, type ChartTable } from './table';

/** An indicator's targets and readings. */
export interface IndicatorSeries extends TargetTrajectory {
	readings: readonly AssessedReading[];
}

/**
 * Returns a line of readings with a dashed target line. Readings behind target are triangles, others circles;
 * the line is broken where a reading has no figure.
 */
export function indicatorChart(series: IndicatorSeries, brush: ChartStyle): ChartConfiguration<'line'> {
	const { theme } = brush;
	const { readings } = series;
	const course = series.targets.length > 0 ? trajectoryPoints(series) : [];
	const behind = readings.map(({ standing }) => standing === 'behind-target');
	const days = [...readings.filter(hasFigure), ...course].map(({ on }) => on).sort();
	return {
		type: 'line',
		data: {
			datasets: [
				{
					label: m.indicator_readings(),
					data: readings.map(pointOf),
					borderColor: theme.accent,
					backgroundColor: theme.accent,
					borderWidth: 3,
					pointStyle: 'circle',
					// Readings behind target get their own marker over the line.
					pointRadius: behind.map((is) => (is ? 0 : 5)),
					pointHoverRadius: behind.map((is) => (is ? 0 : 7)),
					pointBorderColor: theme.page,
					pointBorderWidth: 1.5
				},
				...(course.length > 0
					? [
							{
								label: m.indicator_course(),
								data: course.map(pointOf),
								borderColor: theme.mark,
								backgroundColor: theme.mark,
								borderWidth: 2,
								borderDash: [6, 5],
								pointStyle: 'line' as const,
								pointRadius: 7,
								pointHoverRadius: 7
							}
						]
					: []),
				...(behind.includes(true)
					? [
							{
								label: m.indicator_behind_target(),
								data: readings.filter((_one, at) => behind[at]).map(pointOf),
								showLine: false,
								backgroundColor: theme.statuses.delayed.fill,
								borderColor: theme.statuses.delayed.fill,
								pointStyle: 'triangle' as const,
								pointRadius: 7,
								pointHoverRadius: 8
							}
						]
					: [])
			]
		},
		options: {
			...baseChartOptions(brush),
			layout: { padding: { top: 8, right: 16 } },
			clip: false,
			interaction: { mode: 'nearest', intersect: false },
			scales: {
				x: {
					type: 'linear',
					...yearsAround(days),
					grid: { color: theme.line },
					border: { color: theme.line },
					ticks: {
						color: theme.text,
						font: chartFont(13),
						maxRotation: 0,
						callback: (value) => yearOf(Number(value))
					},
					afterBuildTicks: (axis) => {
						axis.ticks = yearTicks(axis.min, axis.max).map((value) => ({ value }));
					}
				},
				y: {
					grace: '8%',
					grid: { color: theme.line, drawTicks: false },
					border: { display: false },
					ticks: {
						padding: 8,
						maxTicksLimit: 5,
						color: theme.subtle,
						font: chartFont(13),
						callback: (value) => formatExact(Number(value))
					}
				}
			},
			plugins: {
				legend: chartPointLegend(brush),
				tooltip: {
					...chartTooltip(brush),
					callbacks: {
						title: (items) => items.slice(0, 1).map(({ parsed }) => formatDate(dateOf(parsed.x ?? 0))),
						label: ({ dataset, parsed }) =>
							m.chart_named({ name: dataset.label ?? '', value: formatExact(parsed.y ?? 0) })
					}
				}
			}
		}
	};
}

export function indicatorTable(series: IndicatorSeries, caption: string): ChartTable {
	return {
		caption,
		columns: [
			m.indicator_column_date(),
			m.indicator_column_value(),
			m.chart_column_expected(),
			m.indicator_column_standing()
		],
		rows: series.readings.map(({ on, value, expected, standing }) => ({
			heading: { text: formatDate(on) },
			cells: [
				formatReadingValue(value),
				expected === null ? noFigure : formatTenth(expected),
				indicatorVerdictLabel[standing]()
			]
		}))
	};
}

const epoch: CalendarDate = '1970-01-01';

function pointOf({ on, value }: IndicatorReading): { x: number; y: number } {
	return { x: daysBetween(epoch, on), y: typeof value === 'number' ? value : Number.NaN };
}

function dateOf(day: number): CalendarDate {
	return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function yearOf(day: number): string {
	return dateOf(day).slice(0, 4);
}

function newYear(year: number): number {
	return daysBetween(epoch, `${String(year).padStart(4, '0')}-01-01`);
}

/** Returns whole years around the dates, so that years are equally wide. */
function yearsAround(days: readonly CalendarDate[]): { min?: number; max?: number } {
	const [first, last] = [days.at(0), days.at(-1)];
	if (!first || !last) return {};
	return { min: newYear(Number(first.slice(0, 4))), max: newYear(Number(last.slice(0, 4)) + 1) };
}

/** More years than this are named at intervals. */
const maxYearTicks = 20;

function yearTicks(min: number, max: number): number[] {
	const [first, last] = [Number(yearOf(min)), Number(yearOf(max))];
	const step = Math.ceil((last - first) / maxYearTicks);
	return Array.from({ length: Math.ceil((last - first) / step) }, (_, index) =>
		newYear(first + index * step)
	);
}
