import type { ChartConfiguration } from 'chart.js';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { allStatuses } from '$lib/domain/evaluation/evaluation';
import { comparableProgress, hasYearBefore, type Figures } from '$lib/domain/figures/figures';
import { locales } from '$lib/domain/localized';
import { formatNumber, formatPercent } from '$lib/i18n/format';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { movementChartFinding, movementChart } from './movement';
import { movementTable } from './movement-table';
import { createChartStyle, type ChartStyle } from './chart-style';
import { progressFinding, progressPerAreaChart, progressPerAreaTable } from './progress-per-area';
import { progressOverTimeFinding, progressOverTimeChart, progressOverTimeTable } from './progress-over-time';
import { snapshotCharts } from './snapshot-charts';
import { anyShownFigures } from './snapshot.arbitrary';
import { statusFinding, statusPerAreaChart, statusPerAreaTable } from './status-per-area';
import { noFigure, type ChartTable } from './table';
import { themes } from './theme';
import { valuesChartFinding, valuesPerAreaChart, valuesPerAreaTable } from './values-per-area';
import { chartLabelsFor, type ChartLabels } from './chart-labels';

/** Returns null in place of a canvas: patterns then fall back to the plain colour. */
const noCanvas = () => ({ getContext: () => null }) as unknown as HTMLCanvasElement;
const brushes = [false, true].map((narrow) => createChartStyle(themes.light, narrow, noCanvas));
const brush = brushes[0] as ChartStyle;

interface Drawn {
	config: ChartConfiguration;
	table: ChartTable;
	finding: string;
}

function everyChart(figures: Figures, words: ChartLabels, with_: ChartStyle = brush): Drawn[] {
	const series = figures.areas.map(({ area, progress, expected }) => ({ label: area, progress, expected }));
	const further = [
		snapshotCharts.commitment,
		snapshotCharts.coverage,
		snapshotCharts.valuesOverTime
	] as const;
	return [
		...further.map((chart) => ({
			config: chart.draw(figures, words, with_),
			table: chart.table(figures, words),
			finding: chart.finding(figures, words)
		})),
		{
			config: statusPerAreaChart(figures, words, with_),
			table: statusPerAreaTable(figures, words),
			finding: statusFinding(figures)
		},
		{
			config: progressPerAreaChart(figures, words, with_),
			table: progressPerAreaTable(figures, words),
			finding: progressFinding(figures)
		},
		{
			config: movementChart(figures, words, with_),
			table: movementTable(figures, words),
			finding: movementChartFinding(figures, words)
		},
		{
			config: valuesPerAreaChart(figures, words, with_),
			table: valuesPerAreaTable(figures, words),
			finding: valuesChartFinding(figures, words)
		},
		{
			config: progressOverTimeChart(series, with_),
			table: progressOverTimeTable(series),
			finding: progressOverTimeFinding(series)
		}
	];
}

afterEach(() => overwriteGetLocale(() => 'nb'));

describe('charts and their tables', () => {
	it('count each status', () => {
		fc.assert(
			fc.property(anyShownFigures, ({ standing, figures }) => {
				const words = chartLabelsFor(standing);
				const { datasets } = statusPerAreaChart(figures, words, brush).data;
				const { rows } = statusPerAreaTable(figures, words);
				figures.areas.forEach((area, row) => {
					const counts = allStatuses.map((status) => area.statuses[status]);
					expect(datasets.map(({ data }) => data[row])).toEqual(counts);
					expect(rows[row]?.cells).toEqual(
						[...counts, area.counted, area.reported].map((n) => formatNumber(n))
					);
				});
			})
		);
	});

	it('show the same progress', () => {
		fc.assert(
			fc.property(anyShownFigures, ({ standing, figures }) => {
				const words = chartLabelsFor(standing);
				const { datasets } = progressPerAreaChart(figures, words, brush).data;
				const { rows } = progressPerAreaTable(figures, words);
				[figures.total, ...figures.areas].forEach((area, row) => {
					const drawn = datasets.map(({ data }) => {
						const point = data.find((one) => typeof one === 'object' && one?.y === row);
						return typeof point === 'object' ? (point?.x ?? null) : null;
					});
					const { progress } = comparableProgress(area);
					const before = hasYearBefore(figures) ? [area.before] : [];
					expect(drawn).toEqual([progress, ...before, area.expected]);
					const read = drawn.map((value) => (value === null ? noFigure : formatPercent(value)));
					expect(rows[row]?.cells.slice(0, drawn.length)).toEqual(read);
				});
			})
		);
	});

	it('count each movement once', () => {
		fc.assert(
			fc.property(anyShownFigures, ({ standing, figures }) => {
				const words = chartLabelsFor(standing);
				const pairs = figures.movement?.pairs ?? [];
				const data = movementChart(figures, words, brush).data.datasets[0]?.data ?? [];
				expect(data.map(({ from, to, flow }) => [from, to, flow])).toEqual(
					pairs.map(({ from, to, count }) => [`then:${from}`, `now:${to}`, count])
				);
				const { rows } = movementTable(figures, words);
				expect(rows.slice(0, pairs.length).map(({ cells }) => cells[2])).toEqual(
					pairs.map(({ count }) => formatNumber(count))
				);
				const apart = [figures.movement?.added.length ?? 0, figures.movement?.ended.length ?? 0];
				expect(rows.slice(pairs.length).map(({ cells }) => cells[2])).toEqual(
					apart.filter((n) => n > 0).map((n) => formatNumber(n))
				);
			})
		);
	});

	it('show each mean score', () => {
		fc.assert(
			fc.property(anyShownFigures, ({ standing, figures }) => {
				const words = chartLabelsFor(standing);
				const means = figures.values.flatMap(({ mean }) => (mean === null ? [] : [mean]));
				const { datasets } = valuesPerAreaChart(figures, words, brush).data;
				const drawn = datasets.flatMap(({ data }) =>
					data.map((point) => (typeof point === 'object' ? (point?.x ?? 0) : 0))
				);
				expect(drawn.toSorted()).toEqual(means.toSorted());
				expect(
					valuesPerAreaTable(figures, words)
						.rows.map(({ cells }) => cells[1])
						.toSorted()
				).toEqual(
					figures.values.map(({ mean }) => (mean === null ? noFigure : formatNumber(mean, 1))).toSorted()
				);
			})
		);
	});

	it('contain only words and figures in every language', () => {
		fc.assert(
			fc.property(anyShownFigures, fc.constantFrom(...locales), ({ standing, figures }, locale) => {
				overwriteGetLocale(() => locale);
				for (const { config, table, finding } of everyChart(figures, chartLabelsFor(standing))) {
					const texts = [finding, table.caption, ...table.columns];
					texts.push(...table.rows.flatMap(({ heading, cells }) => [heading.text, ...cells]));
					texts.push(...(config.data.labels ?? []).map(String));
					texts.push(...config.data.datasets.map(({ label }) => label ?? ''));
					expect(texts.join('|')).not.toMatch(/NaN|undefined|null|Infinity|\[object|\{\w+\}/);
					expect(table.rows.every(({ cells }) => cells.length === table.columns.length - 1)).toBe(true);
					expect(finding).toMatch(/^\p{Lu}|^\d/u);
					expect(finding).toMatch(/[^.]\.$/);
				}
			})
		);
	});

	it('share no objects between calls', () => {
		fc.assert(
			fc.property(anyShownFigures, fc.constantFrom(...brushes), ({ standing, figures }, with_) => {
				const words = chartLabelsFor(standing);
				const given = objectsIn([figures, words]);
				for (const { config } of everyChart(figures, words, with_))
					for (const inner of objectsIn(config.data)) expect(given.has(inner)).toBe(false);
			}),
			{ numRuns: 30 }
		);
	});
});

describe('createChartStyle', () => {
	it('falls back to the plain colour without pattern support', () => {
		for (const status of allStatuses) expect(brush.status(status)).toBe(themes.light.statuses[status].fill);
	});
});

function objectsIn(value: unknown, found = new Set<unknown>()): Set<unknown> {
	if (typeof value !== 'object' || value === null || found.has(value)) return found;
	found.add(value);
	for (const inner of Object.values(value)) objectsIn(inner, found);
	return found;
}
