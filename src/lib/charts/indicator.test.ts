import { describe, expect, it } from 'vitest';
import { assessReadings, type TargetTrajectory } from '$lib/domain/indicator';
import { indicatorDefinition, indicatorFinding } from '$lib/i18n/indicator';
import { indicatorChart, indicatorTable, type IndicatorSeries } from './indicator';
import { createChartStyle } from './chart-style';
import { themes } from './theme';

const course: TargetTrajectory = {
	direction: 'up',
	baseline: 20,
	baselineOn: '2024-12-31',
	targets: [{ year: 2025, value: 40 }]
};
const readings = [
	{ on: '2025-06-30', value: 31.5 },
	{ on: '2025-12-31', value: 38 }
];
const held = (to: TargetTrajectory): IndicatorSeries => ({ ...to, readings: assessReadings(to, readings) });
const series = held(course);
const unit = { nb: 'prosent' };
const brush = createChartStyle(themes.light, false, () => {
	throw new Error('A line needs no pattern.');
});

describe('indicatorChart', () => {
	it('states the reading, the expected value and a delay in a sentence', () => {
		expect(indicatorFinding({ ...series, unit })).toBe(
			'38 prosent per 31.12.2025, 40 var forventet: etter målet.'
		);
		const first = { ...series, unit, readings: series.readings.slice(0, 1) };
		expect(indicatorFinding(first)).toBe('31,5 prosent per 30.06.2025, 29,9 var forventet: på målet.');
		const free = held({ ...course, targets: [] });
		expect(indicatorFinding({ unit, targets: [], readings: free.readings.slice(0, 1) })).toBe(
			'31,5 prosent per 30.06.2025. Ingen mål er satt.'
		);
		expect(indicatorFinding({ ...first, readings: [] })).toBe('Ingen målinger ennå.');
	});

	it('returns a table of the same figures', () => {
		expect(indicatorTable(series, 'Opplæring').rows).toEqual([
			{ heading: { text: '30.06.2025' }, cells: ['31,5', '29,9', 'På målet'] },
			{ heading: { text: '31.12.2025' }, cells: ['38', '40', 'Etter målet'] }
		]);
	});

	it('names a reading without a figure, and leaves a gap in the line', () => {
		const all = [{ on: '2025-03-31', value: 'anonymized' as const }, ...readings];
		const gapped = { ...course, readings: assessReadings(course, all) };
		expect(indicatorTable(gapped, '').rows[0]?.cells).toEqual([
			'anonymisert',
			expect.any(String),
			'Kan ikke sies'
		]);
		expect(indicatorChart(gapped, brush).data.datasets[0]?.data[0]).toEqual({ x: 20_178, y: Number.NaN });
		expect(indicatorDefinition(gapped.readings)).toMatch(/ Anonymisert: tallet vises ikke/);
		expect(indicatorDefinition(series.readings)).not.toMatch(/Anonymisert/);
	});

	it('draws a reading of the year 25 that an older database may hold', () => {
		const old = {
			...course,
			readings: assessReadings(course, [{ on: '0025-06-30', value: 1 }, ...readings])
		};
		const { data, options } = indicatorChart(old, brush);
		const { min, max } = (options?.scales?.x ?? {}) as { min: number; max: number };
		expect(data.datasets[0]?.data[0]).toEqual({ x: expect.any(Number) as number, y: 1 });
		expect([min, max]).toEqual([-710_396, 20_454]);
	});

	it('says that the latest reading has no figure', () => {
		const all = [...readings, { on: '2026-06-30', value: 'not-computable' as const }];
		const gapped = { ...course, unit, readings: assessReadings(course, all) };
		expect(indicatorFinding(gapped)).toBe(
			'38 prosent per 31.12.2025, 40 var forventet: etter målet. Tallet per 30.06.2026 kan ikke beregnes.'
		);
		expect(indicatorFinding({ ...gapped, readings: gapped.readings.slice(2) })).toBe(
			'Ingen målinger har tall ennå. Tallet per 30.06.2026 kan ikke beregnes.'
		);
	});

	it('draws readings by date, with another shape for those behind target', () => {
		const { data } = indicatorChart(series, brush);
		const [readings, course, behind] = data.datasets;
		expect(readings?.data).toEqual([
			{ x: 20_269, y: 31.5 },
			{ x: 20_453, y: 38 }
		]);
		expect(behind).toMatchObject({ data: [{ x: 20_453, y: 38 }], pointStyle: 'triangle' });
		expect(course?.data).toEqual([
			{ x: 20_088, y: 20 },
			{ x: 20_453, y: 40 }
		]);
	});

	it('draws and names no target line without targets', () => {
		const { datasets } = indicatorChart(held({ ...course, targets: [] }), brush).data;
		expect(datasets.map(({ label }) => label)).toEqual(['Målinger']);
	});

	it('names the zero of an axis below it without a sign', () => {
		const { scales } = indicatorChart(series, brush).options!;
		const callback = scales!.y!.ticks!.callback as (value: number) => string;
		expect([-0, -5, -1.5].map((value) => callback(value))).toEqual(['0', '−5', '−1,5']);
	});
});
