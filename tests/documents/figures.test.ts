import { beforeAll, describe, expect, it } from 'vitest';
import { standingCharts, type StandingChart, type StandingChartName } from '$lib/charts/standing-charts';
import type { ChartTable } from '$lib/charts/table';
import { chartWords } from '$lib/charts/words';
import { standings } from '$lib/domain/evaluation';
import { isCounted } from '$lib/domain/measure';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { statusWord } from '$lib/i18n/words';
import {
	alternatives,
	partsOf,
	sheetsOf,
	slidesOf,
	wordParagraphs,
	wordTables,
	type SlideChart
} from './office';
import { paperOf, theReviews, type Named } from './reviews';

/*
 * Whoever compares the case paper with the page finds no two figures that differ. What the page shows is
 * its own tables, made here by what the page makes them with; the papers are read back from their XML.
 */

const reviews = await theReviews();
const languages = ['nb', 'nn'] as const;
const cases = reviews.flatMap((one) => languages.map((locale) => ({ name: one.name, one, locale })));

interface PageChart {
	name: StandingChartName;
	finding: string;
	table: ChartTable;
	drawn: boolean;
}

/** The tables behind the charts of the page, and their sentences. */
function pageCharts({ review: { content } }: Named): PageChart[] {
	const { figures } = content;
	const words = chartWords(content);
	const optional: StandingChartName[] = ['movement', 'commitment', 'coverage', 'valuesOverTime'];
	return (Object.entries(standingCharts) as [StandingChartName, StandingChart][])
		.filter(([name]) => !optional.includes(name) || !!figures[name as keyof typeof figures])
		.map(([name, chart]) => ({
			name,
			finding: chart.finding(figures, words),
			table: chart.table(figures, words),
			drawn: chart.isDrawn(figures)
		}));
}

const asRows = ({ columns, rows }: ChartTable) => [
	columns,
	...rows.map(({ heading, cells }) => [heading.text, ...cells])
];

/** "47 %" as 0.47 and "1 234" as 1234; null for a gap, and text as it is. Norwegian only, as the cases are. */
function figure(text: string): number | string | null {
	const plain = text.replaceAll(/\s/g, '').replace(',', '.');
	if (/^-?\d+(\.\d+)?$/.test(plain)) return Number(plain);
	if (/^\d+%$/.test(plain)) return Number(plain.slice(0, -1)) / 100;
	return text;
}

describe.each(cases)('$name in $locale', ({ one, locale }) => {
	let page: PageChart[];
	const chart = (name: StandingChartName) => page.find((found) => found.name === name);
	beforeAll(() => {
		overwriteGetLocale(() => locale);
		page = pageCharts(one);
	});

	it('the Word document has every table and sentence of the page, figure by figure', async () => {
		const { 'word/document.xml': xml = '' } = partsOf(await paperOf(one, 'docx', locale));
		const tables = wordTables(xml).map(({ rows }) => rows);
		const said = wordParagraphs(xml).map(({ text }) => text);
		for (const { finding, table } of page) {
			expect(tables).toContainEqual(asRows(table));
			expect(said).toContain(finding);
		}
		expect(alternatives(xml)).toHaveLength(page.filter(({ drawn }) => drawn).length);
	});

	it('the charts of the presentation hold the figures of the page’s tables', async () => {
		const slides = slidesOf(partsOf(await paperOf(one, 'pptx', locale)));
		const charts = slides.flatMap((slide) => slide.charts);
		const found = (heading: string, category: string, columns: string[]) =>
			columns.map((column) => valueIn(charts, column, category) ?? `${heading}: ${column} is missing`);

		const [status, progress] = [chart('status'), chart('progress')];
		const words = standings.map((standing) => statusWord[standing]());
		for (const { heading, cells } of status!.table.rows.slice(0, -1))
			expect(found('status', heading.text, words), heading.text).toEqual(
				cells.slice(0, words.length).map(figure)
			);
		for (const { heading, cells } of progress!.table.rows)
			cells.slice(0, 3).forEach((cell, index) => {
				const column = progress!.table.columns[index + 1]!;
				const expected = figure(cell);
				const value = valueIn(charts, column, heading.text);
				expect(value ?? null, `${heading.text}, ${column}`).toBe(
					typeof expected === 'number' ? expected : null
				);
			});
		const values = chart('values')!;
		for (const { heading, cells } of values.table.rows) {
			const expected = figure(cells[1]!);
			expect(valueIn(charts, cells[0]!, heading.text) ?? null, heading.text).toBe(
				typeof expected === 'number' ? expected : null
			);
		}
		const movement = chart('movement');
		if (movement?.drawn) {
			const counts = movement.table.rows.map(({ cells }) => figure(cells.at(-1)!));
			const shown = charts.find(
				({ categories }) =>
					categories.length === counts.length && categories.some((name) => name.includes('→'))
			);
			expect(shown?.series[0]?.values).toEqual(counts);
		}
		const commitment = chart('commitment');
		if (commitment?.drawn)
			for (const { heading, cells } of commitment.table.rows.slice(0, -1))
				expect(found('commitment', heading.text, commitment.table.columns.slice(1))).toEqual(
					cells.map(figure)
				);
	});

	it('the workbook’s sheets hold them as numbers, and its measures add up to them', async () => {
		const sheets = [...(await sheetsOf(await paperOf(one, 'xlsx', locale))).values()];
		for (const { table } of page) {
			const [head, ...rows] = asRows(table);
			const expected = [
				head,
				...rows.map((row) =>
					row.map((cell, index) => (index < (table.wordColumns ?? 1) ? cell : figure(cell)))
				)
			];
			expect(sheets).toContainEqual(expected);
		}
		const { content } = one.review;
		const [, measures] = sheets;
		const counted = measures!.slice(1).filter((_row, index) => isCounted(content.measures[index]!.lifecycle));
		for (const standing of standings) {
			const n = counted.filter((row) => row.includes(statusWord[standing]())).length;
			expect(n, standing).toBe(content.figures.total.statuses[standing]);
		}
		const [, , , scores] = sheets;
		const given = scores!.slice(1).flatMap((row) => (typeof row[4] === 'number' ? [row[4]] : []));
		expect(given.length).toBe(
			content.measures.flatMap(({ report }) => report?.scores ?? []).filter(({ score }) => score !== null)
				.length
		);
	});
});

/** What a series says of a category, in whichever chart has both. */
function valueIn(charts: readonly SlideChart[], series: string, category: string): number | null | undefined {
	for (const chart of charts) {
		const at = chart.categories.indexOf(category);
		const found = chart.series.find(({ name }) => name === series);
		if (at >= 0 && found) return found.values[at];
	}
	return undefined;
}
