import { indicatorChart, indicatorTable } from '$lib/charts/indicator';
import { themes } from '$lib/charts/theme';
import { hasFigure } from '$lib/domain/indicator';
import type { ReviewContent } from '$lib/domain/review/review';
import type { ReviewIndicator } from '$lib/domain/review/review-parts';
import {
	indicatorDefinition,
	indicatorFinding,
	indicatorsFinding,
	indicatorTitle
} from '$lib/i18n/indicator';
import { m } from '$lib/i18n/paraglide/messages';
import { dateCell, parseFigure, toDocumentTable } from './cells';
import type {
	BarChartData,
	DocumentBlock,
	DocumentCell,
	DocumentChart,
	DocumentTable,
	DocumentSection
} from './model';
import type { DocumentSheet } from './sheet';
import type { DocumentSlide } from './slide';
import { toDocumentText } from './document-text';

/** Returns a small chart for each indicator, in the page's order. */
function indicatorCharts({ indicators = [] }: ReviewContent): DocumentChart[] {
	return indicators.map((one, index) => {
		const title = chartTitle(one);
		const finding = indicatorFinding(one);
		const table = toDocumentTable(indicatorTable(one, title));
		const drawn = one.readings.some(hasFigure);
		return {
			name: `indicator-${index + 1}`,
			title,
			finding,
			alternative: m.chart_alternative({ title, finding }),
			definition: indicatorDefinition(one.readings),
			table,
			picture: drawn ? { draw: (brush) => indicatorChart(one, brush), height: 240 } : null,
			bars: drawn ? indicatorBars(table) : null
		};
	});
}

/** Returns the document's part on indicators; nothing if the review has none. */
export function indicatorSections(content: ReviewContent): DocumentSection[] {
	const charts = indicatorCharts(content);
	if (charts.length === 0) return [];
	const blocks: DocumentBlock[] = [
		{ kind: 'text', text: { text: indicatorsFinding(content.indicators ?? []) } },
		...charts.flatMap((chart): DocumentBlock[] => [
			{ kind: 'text', text: { text: m.chart_named({ name: chart.title, value: chart.finding }) } },
			...(chart.picture ? [{ kind: 'chart', chart } as const] : []),
			...(chart.table.rows.length > 0 ? [{ kind: 'table', table: chart.table } as const] : [])
		])
	];
	return [{ level: 2, heading: { text: m.indicator_title() }, blocks }];
}

/** Maximum of indicator charts readable on one slide. */
const chartsPerSlide = 4;

/** Returns slides with the indicators that have readings; their findings are in the notes. */
export function indicatorSlides(content: ReviewContent): DocumentSlide[] {
	const charts = indicatorCharts(content).filter(({ bars }) => bars !== null);
	const slides = Math.ceil(charts.length / chartsPerSlide);
	return Array.from({ length: slides }, (_, slide) => {
		const shown = charts.slice(slide * chartsPerSlide, (slide + 1) * chartsPerSlide);
		return {
			kind: 'indicators',
			title: { text: m.indicator_title() },
			lead: { text: indicatorsFinding(content.indicators ?? []) },
			points: [],
			charts: shown.flatMap(({ title, alternative, bars }) => (bars ? [{ title, alternative, bars }] : [])),
			notes: [
				...shown.map(({ title, finding }) => m.chart_named({ name: title, value: finding })),
				indicatorDefinition((content.indicators ?? []).flatMap(({ readings }) => readings))
			]
		};
	});
}

/** Returns a row for each reading, and a row for each indicator without readings. */
export function indicatorSheet({ indicators = [] }: ReviewContent): DocumentSheet[] {
	if (indicators.length === 0) return [];
	return [
		{
			name: m.indicator_title(),
			columns: [
				{ heading: m.paper_column_code(), width: 8 },
				{ heading: m.paper_column_measure(), width: 40 },
				{ heading: m.indicator_one(), width: 48 },
				{ heading: m.indicator_column_date(), width: 13 },
				{ heading: m.indicator_column_value(), width: 12 },
				{ heading: m.chart_column_expected(), width: 12 },
				{ heading: m.indicator_column_standing(), width: 18 },
				{ heading: m.indicator_column_source(), width: 36 }
			],
			rows: indicators.flatMap(indicatorRows)
		}
	];
}

function indicatorRows(one: ReviewIndicator): DocumentCell[][] {
	const whose = [
		{ text: one.measure.code },
		toDocumentText(one.measure.title),
		{ text: indicatorTitle(one) }
	];
	const source = { text: one.source ?? '' };
	// The same text as on the page, so that the figures cannot differ.
	const read = indicatorTable(one, '').rows.map(({ cells }, index) => [
		dateCell(one.readings[index]?.on ?? null),
		...cells.map(measuredCell)
	]);
	const unread = ['', '', '', ''].map((text) => ({ text }));
	return (read.length > 0 ? read : [unread]).map((cells) => [...whose, ...cells, source]);
}

/** Returns a figure in the indicator's unit and decimals. */
function measuredCell(text: string): DocumentCell {
	const cell = parseFigure(text);
	return 'figure' in cell ? { ...cell, form: 'measured' } : cell;
}

/** Returns "1.1 Barn fulgt opp hjemme (barn i året)". */
function chartTitle(one: ReviewIndicator): string {
	return `${one.measure.code} ${indicatorTitle(one)}`;
}

/** Returns readings and expected values as bars, day by day. */
function indicatorBars({ columns, rows }: DocumentTable): BarChartData {
	const figure = (cell: DocumentCell | undefined) => (cell && 'figure' in cell ? cell.figure : null);
	return {
		form: 'measured',
		stacked: false,
		categories: rows.map(([date]) => date?.text ?? ''),
		series: [themes.print.accent, themes.print.mark].map((colour, index) => ({
			name: columns[index + 1] ?? '',
			colour,
			values: rows.map((row) => figure(row[index + 1]))
		}))
	};
}
