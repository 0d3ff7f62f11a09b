import { snapshotCharts, type SnapshotChart, type SnapshotChartName } from '$lib/charts/snapshot-charts';
import { responseGrounds } from '$lib/charts/response';
import { rolloutLayers } from '$lib/charts/rollout';
import { groundColours, themes, type ChartGround } from '$lib/charts/theme';
import { reviewChartOrder, availableCharts } from '$lib/charts/available-charts';
import { chartLabelsFor } from '$lib/charts/chart-labels';
import { allStatuses } from '$lib/domain/evaluation/evaluation';
import { computeReviewFigures, type ReviewContent } from '$lib/domain/review/review';
import { allRolloutStates } from '$lib/domain/rollout';
import { m } from '$lib/i18n/paraglide/messages';
import { statusLabel } from '$lib/i18n/labels';
import { toDocumentTable } from './cells';
import type { BarChartData, DocumentCell, FigureFormat, DocumentChart, DocumentTable } from './model';

/** Returns the charts of the review page, in its order. */
export function reviewCharts(content: ReviewContent): DocumentChart[] {
	const figures = computeReviewFigures(content);
	const words = chartLabelsFor(content);
	const { first, wider, reporting } = reviewChartOrder;
	return availableCharts(figures, [...first, ...wider, ...reporting]).map((name) => {
		const chart: SnapshotChart = snapshotCharts[name];
		const [title, finding] = [chart.title(), chart.finding(figures, words)];
		const table = toDocumentTable(chart.table(figures, words));
		const drawn = chart.isDrawn(figures);
		return {
			name,
			title,
			finding,
			alternative: m.chart_alternative({ title, finding }),
			definition: chart.definition(figures),
			table,
			picture: drawn
				? {
						draw: (brush) => chart.draw(figures, words, brush),
						height: chart.height(figures).wide
					}
				: null,
			bars: drawn ? barsByChart[name](table) : null
		};
	});
}

/** Bars for an office program by chart, from the table's figures without the plan's total. */
const barsByChart: Record<SnapshotChartName, (table: DocumentTable) => BarChartData> = {
	status: (table) => ({ ...statusBars(withoutTotal(table), 1), stacked: true }),
	progress: progressBars,
	movement: (table) =>
		columnBars(table, {
			form: 'count',
			columns: [3],
			colours: [themes.print.accent],
			nameOf: movementLabel
		}),
	commitment: (table) => {
		const columns = table.columns.map((_column, index) => index).slice(1);
		return columnBars(withFigures(withoutTotal(table)), {
			form: 'count',
			columns,
			colours: themes.print.series
		});
	},
	coverage: (table) => ({ ...statusBars(table, 3), stacked: true }),
	// The last column of each is no bar: "not relevant" for rollout, the rate for response.
	rollout: (table) => stackedBars(withoutTotal(table), rolloutColumns, rolloutGrounds),
	response: (table) => stackedBars(withoutTotal(table), [2, 3, 4], responseGrounds),
	values: (table) => meanBars(table, 0, 1),
	valuesOverTime: (table) => meanBars(table, 1, 0)
};

/** Returns progress, the year before if the table has it, and expected progress. */
function progressBars(table: DocumentTable): BarChartData {
	const { accent, subtle, mark } = themes.print;
	const expected = table.columns.indexOf(m.chart_column_expected());
	const columns = Array.from({ length: expected }, (_, index) => index + 1);
	const colours = expected === 3 ? [accent, subtle, mark] : [accent, mark];
	return columnBars(table, { form: 'percent', columns, colours });
}

/** The table has a column for each state in order, after the partner's name. */
const rolloutColumns = rolloutLayers.map(([state]) => 1 + allRolloutStates.indexOf(state));
const rolloutGrounds = rolloutLayers.map(([, ground]) => ground);

/** Returns a stacked series for each of the columns, in the page's colours. */
function stackedBars(
	table: DocumentTable,
	columns: readonly number[],
	grounds: readonly ChartGround[]
): BarChartData {
	return {
		...columnBars(table, { form: 'count', columns, colours: grounds.map(statusColour) }),
		stacked: true
	};
}

/** Returns the rows that have any figure but zero: a slide has no room for empty ones. */
function withFigures(table: DocumentTable): DocumentTable {
	return { ...table, rows: table.rows.filter((row) => row.slice(1).some((cell) => !!figureValue(cell))) };
}

function withoutTotal(table: DocumentTable): DocumentTable {
	return { ...table, rows: table.rows.slice(0, -1) };
}

/** Returns a series for each status; their columns begin at `from`. */
function statusBars(table: DocumentTable, from: number): BarChartData {
	const columns = allStatuses.map((_status, index) => from + index);
	const made = columnBars(table, { form: 'count', columns, colours: allStatuses.map(statusColour) });
	const named = made.series.map((series, index) => ({ ...series, name: statusLabel[allStatuses[index]!]() }));
	return { ...made, series: named };
}

interface ColumnBarOptions {
	form: FigureFormat;
	columns: readonly number[];
	colours: readonly string[];
	/** Returns a row's category; its first cell by default. */
	nameOf?: (row: readonly DocumentCell[]) => string;
}

/** Returns columns of a table as series with their headings as names, except those without figures. */
function columnBars(
	table: DocumentTable,
	{ form, columns, colours, nameOf = (row) => row[0]?.text ?? '' }: ColumnBarOptions
): BarChartData {
	return {
		form,
		stacked: false,
		categories: table.rows.map(nameOf),
		series: columns
			.map((column, index) => ({
				name: table.columns[column] ?? '',
				colour: colours[index % colours.length] ?? '',
				values: table.rows.map((row) => figureValue(row[column]))
			}))
			.filter(({ values }) => values.some((value) => value !== null))
	};
}

/** Returns the means of a table whose first two columns are category and series. */
function meanBars(table: DocumentTable, category: 0 | 1, series: 0 | 1): BarChartData {
	const namesIn = (column: number) => [...new Set(table.rows.map((row) => row[column]?.text ?? ''))];
	const categories = namesIn(category);
	const meanAt = (one: string, other: string) =>
		figureValue(table.rows.find((row) => row[category]?.text === one && row[series]?.text === other)?.[2]);
	return {
		form: 'mean',
		stacked: false,
		categories,
		series: namesIn(series).map((name, index) => ({
			name,
			colour: themes.print.series[index % themes.print.series.length] ?? '',
			values: categories.map((one) => meanAt(one, name))
		}))
	};
}

/** Returns "I rute → Forsinket". */
function movementLabel(row: readonly DocumentCell[]): string {
	const ends = row.slice(0, 2).map(({ text }) => text);
	return ends.filter((text) => /\p{L}/u.test(text)).join(' → ');
}

function figureValue(cell: DocumentCell | undefined): number | null {
	return cell && 'figure' in cell ? cell.figure : null;
}

/** Returns the colour of a status or a rollout state, or a darker one where that is nearly the page's background. */
export function statusColour(status: ChartGround): string {
	const { fill, edge, ink } = groundColours(themes.print, status);
	if (edge === null || (status in themes.print.rollout && fill !== themes.print.page)) return fill;
	return status === 'not-started' ? ink : edge;
}
