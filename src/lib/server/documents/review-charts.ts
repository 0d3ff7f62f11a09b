import type { ChartTable } from '$lib/charts/table';
import { movementFinding, movementFlow, movementHeight, movementTable } from '$lib/charts/movement';
import type { Brush } from '$lib/charts/patterns';
import {
	progressFinding,
	progressPerArea,
	progressPerAreaHeight,
	progressPerAreaTable
} from '$lib/charts/progress-per-area';
import {
	statusFinding,
	statusPerArea,
	statusPerAreaHeight,
	statusPerAreaTable
} from '$lib/charts/status-per-area';
import { themes } from '$lib/charts/theme';
import {
	valuesFinding,
	valuesPerArea,
	valuesPerAreaHeight,
	valuesPerAreaTable
} from '$lib/charts/values-per-area';
import { chartWords } from '$lib/charts/words';
import { standings, type StatusOrNone } from '$lib/domain/evaluation';
import type { ReviewContent } from '$lib/domain/review';
import { m } from '$lib/i18n/paraglide/messages';
import { statusWord } from '$lib/i18n/words';
import { figureTable } from './cells';
import type { Bars, FigureForm, PaperChart, PaperTable } from './paper';

/** The charts of the review page, in its order, with their words and figures. */
export function reviewCharts(content: ReviewContent): PaperChart[] {
	const { figures } = content;
	const words = chartWords(content);
	const { accent, subtle, mark, series } = themes.print;
	const charts = [
		aChart({
			name: 'status',
			title: m.chart_status_title(),
			finding: statusFinding(figures),
			definition: m.chart_status_definition(),
			table: statusPerAreaTable(figures, words),
			draw: figures.total.counted > 0 && ((brush) => statusPerArea(figures, words, brush)),
			height: statusPerAreaHeight(figures.areas.length).wide,
			bars: (table) =>
				// The areas alone, as in the page's own picture: beside the whole plan they would be slivers.
				barsOf({ ...table, rows: table.rows.slice(0, -1) }, 'count', {
					stacked: true,
					columns: standings.map((status) => ({ name: statusWord[status](), colour: statusColour(status) }))
				})
		}),
		aChart({
			name: 'progress',
			title: m.chart_progress_title(),
			finding: progressFinding(figures),
			definition: m.chart_progress_definition(),
			table: progressPerAreaTable(figures, words),
			draw: figures.total.counted > 0 && ((brush) => progressPerArea(figures, words, brush)),
			height: progressPerAreaHeight(figures.areas.length).wide,
			bars: (table) =>
				barsOf(table, 'percent', {
					columns: [
						{ name: m.chart_column_progress(), colour: accent },
						{ name: m.chart_column_before(), colour: subtle },
						{ name: m.chart_column_expected(), colour: mark }
					]
				})
		}),
		figures.movement &&
			aChart({
				name: 'movement',
				title: m.chart_movement_title(),
				finding: movementFinding(figures, words),
				definition: m.chart_movement_definition(),
				table: movementTable(figures, words),
				draw: figures.movement.pairs.length > 0 && ((brush) => movementFlow(figures, words, brush)),
				height: movementHeight(figures).wide,
				bars: (table) => movementBars(table, accent)
			}),
		aChart({
			name: 'values',
			title: m.chart_values_title(),
			finding: valuesFinding(figures, words),
			definition: m.chart_values_definition(),
			table: valuesPerAreaTable(figures, words),
			draw: figures.values.some(({ n }) => n > 0) && ((brush) => valuesPerArea(figures, words, brush)),
			height: valuesPerAreaHeight(figures).wide,
			bars: (table) => valueBars(table, series)
		})
	];
	return charts.filter((chart) => chart !== null);
}

interface Given extends Pick<PaperChart, 'name' | 'title' | 'finding' | 'definition'> {
	table: ChartTable;
	draw: false | ((brush: Brush) => unknown);
	height: number;
	bars: (table: PaperTable) => Bars;
}

function aChart({ draw, height, bars, table, ...words }: Given): PaperChart {
	const read = figureTable(table);
	return {
		...words,
		alternative: m.chart_alternative({ title: words.title, finding: words.finding }),
		table: read,
		// Chart.js types a configuration by its kind of chart; who draws it takes any kind.
		picture: draw ? { draw: draw as NonNullable<PaperChart['picture']>['draw'], height } : null,
		bars: draw ? bars(read) : null
	};
}

interface Column {
	name: string;
	colour: string;
}

/** The columns of a table as the series of a chart, by their place from the first that holds figures. */
export function barsOf(
	table: PaperTable,
	form: FigureForm,
	{ columns, stacked = false }: { columns: readonly Column[]; stacked?: boolean }
): Bars {
	return {
		form,
		stacked,
		categories: table.rows.map((row) => row[0]?.text ?? ''),
		series: columns
			.map((column, index) => ({
				...column,
				values: table.rows.map((row) => figureOf(row[index + table.wordColumns]))
			}))
			.filter(({ values }) => values.some((value) => value !== null))
	};
}

/** Each way from status to status as one bar. */
function movementBars(table: PaperTable, colour: string): Bars {
	return {
		form: 'count',
		stacked: false,
		categories: table.rows.map((row) =>
			row
				.slice(0, 2)
				.map(({ text }) => text)
				.filter((text) => /\p{L}/u.test(text))
				.join(' → ')
		),
		series: [
			{ name: m.chart_column_measures(), colour, values: table.rows.map((row) => figureOf(row.at(-1))) }
		]
	};
}

/** The mean of each core value, area by area. */
function valueBars(table: PaperTable, colours: readonly string[]): Bars {
	const areas = [...new Set(table.rows.map((row) => row[0]?.text ?? ''))];
	const values = [...new Set(table.rows.map((row) => row[1]?.text ?? ''))];
	const meanAt = (area: string, value: string) =>
		figureOf(table.rows.find((row) => row[0]?.text === area && row[1]?.text === value)?.[2]);
	return {
		form: 'mean',
		stacked: false,
		categories: areas,
		series: values.map((name, index) => ({
			name,
			colour: colours[index % colours.length] ?? '',
			values: areas.map((area) => meanAt(area, name))
		}))
	};
}

function figureOf(cell: PaperTable['rows'][number][number] | undefined): number | null {
	return cell && 'figure' in cell ? cell.figure : null;
}

/** A status's own ground; where that is the page's, a grey that letters stand out on. */
export function statusColour(status: StatusOrNone): string {
	const { fill, edge, ink } = themes.print.statuses[status];
	if (edge === null) return fill;
	return status === 'not-started' ? ink : edge;
}
