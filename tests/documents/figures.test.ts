import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allStatuses } from '$lib/domain/evaluation/evaluation';
import { allRolloutStates } from '$lib/domain/rollout';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { m } from '$lib/i18n/paraglide/messages';
import { statusLabel } from '$lib/i18n/labels';
import { snapshotCharts, type SnapshotChartName } from '$lib/charts/snapshot-charts';
import {
	alternativeTexts,
	officeFileParts,
	readSheets,
	readSlides,
	wordParagraphs,
	wordTables
} from './office-files';
import { readReviewPage, type PageFigure, type ReviewPage } from './review-page';
import { serveReviews } from './served-reviews';

/*
 * Whoever compares the case paper with the page finds no two figures that differ. The page is the one that
 * the built application sends; the papers are fetched from it too, and read back from their XML.
 */

const { reviews, stop } = await serveReviews();
afterAll(stop);
const cases = reviews.flatMap((one) => one.locales.map((locale) => ({ name: one.name, one, locale })));

/** "47 %" as 0.47 and "1 234" as 1234; null for a gap, and text as it is. Norwegian only, as the cases are. */
function figure(text: string): number | string | null {
	if (text === '–' || text === '') return null;
	const plain = text.replaceAll(/\s/g, '').replace(',', '.').replace('\u2212', '-');
	if (/^-?\d+(\.\d+)?$/.test(plain)) return Number(plain);
	if (/^\d+%$/.test(plain)) return Number(plain.slice(0, -1)) / 100;
	return text;
}

const numberIn = (text: string | undefined) => {
	const found = figure(text ?? '');
	return typeof found === 'number' ? found : null;
};

describe.each(cases)('$name in $locale', ({ one, locale }) => {
	let page: ReviewPage;
	beforeAll(async () => {
		overwriteGetLocale(() => locale);
		page = readReviewPage(await one.page(locale));
	});
	const titled = (name: SnapshotChartName) =>
		page.figures.find(({ title }) => title === snapshotCharts[name].title());
	/** The page's figures are those with a table; a chart that has nothing to show is its sentence alone. */
	const drawn = () => page.figures.filter((found) => found.drawn);

	it('the page has what is to be compared: each chart with its sentence, its table and its definition', () => {
		expect(page.lang).toBe(locale);
		expect(page.brief).toHaveLength(5);
		expect(drawn().length).toBeGreaterThanOrEqual(3);
		for (const { title, finding, definition, rows } of drawn()) {
			expect(rows.length, title).toBeGreaterThan(1);
			expect(definition.length, title).toBeGreaterThan(40);
			expect(finding, title).toMatch(/\.$/);
		}
		expect(page.measures.length).toBeGreaterThan(20);
	});

	it('the Word document has every table and sentence of the page, figure by figure', async () => {
		const { 'word/document.xml': xml = '' } = officeFileParts(await one.paper('docx', locale));
		const tables = wordTables(xml).map(({ rows }) => rows);
		const said = wordParagraphs(xml).map(({ text }) => text);
		const sentences = said.join('\n');
		for (const { title, finding, rows, drawn: isDrawn } of page.figures) {
			if (isDrawn) expect(tables, title).toContainEqual(rows);
			expect(sentences, title).toContain(finding);
		}
		// The page draws the decisions' chart as a bar of its own.
		const ofDecisions = said.includes(m.review_decisions()) ? 1 : 0;
		expect(alternativeTexts(xml)).toHaveLength(drawn().length + ofDecisions);
		expect(said).toEqual(expect.arrayContaining(page.brief));
		for (const { heading, statuses, progress } of page.sums.slice(1)) {
			if (Object.keys(statuses).length === 0) continue;
			expect(said, heading).toContain(mixOf(statuses));
			expect(said, heading).toContain(`${progress}.`);
		}
		// Each measure's line begins with its status and, where it has one, its progress.
		for (const { heading, status, progress } of page.measures) {
			const line = said[said.indexOf(heading) + 1];
			expect(line, heading).toMatch(startingWith([status, progress]));
		}
	});

	it('the charts and notes of the presentation hold the figures of the page’s tables', async () => {
		const slides = readSlides(officeFileParts(await one.paper('pptx', locale)));
		let compared = 0;
		for (const found of drawn()) {
			const slide = slides.find(
				({ paragraphs, alternatives: said }) =>
					paragraphs[0] === found.title || said.some((text) => text.includes(`${found.title}. `))
			);
			const at = Math.max(0, slide?.alternatives.findIndex((text) => text.includes(`${found.title}. `)) ?? 0);
			const chart = slide?.charts[at];
			expect(chart, found.title).toBeDefined();
			for (const { series, category, value } of plotted(found)) {
				const row = chart!.categories.indexOf(category);
				const shown = chart!.series.find(({ name }) => name === series)?.values[row] ?? null;
				// A series without any figure is left out of the presentation, and so is a gap.
				expect(shown, `${found.title}: ${series}, ${category}`).toBe(value);
				compared += 1;
			}
			expect(slide!.notes.join('\n'), found.title).toContain(found.finding);
		}
		expect(compared).toBeGreaterThan(60);
		const notes = slides.map((slide) => slide.notes);
		expect(notes.some((lines) => page.brief.every((line) => lines.includes(line)))).toBe(true);
		for (const { heading, statuses, progress } of page.sums.slice(1)) {
			if (Object.keys(statuses).length === 0) continue;
			const slide = slides.find(({ paragraphs, charts }) => paragraphs[0] === heading && charts.length > 0);
			expect(slide?.notes, heading).toEqual(expect.arrayContaining([mixOf(statuses), `${progress}.`]));
			const bars = slide!.charts[0]!.series.map(({ values }) => values[0]);
			expect(bars, heading).toEqual(Object.values(statuses));
		}
	});

	it('the workbook’s sheets hold them as numbers, and its measures add up to them', async () => {
		const book = await readSheets(await one.paper('xlsx', locale));
		const sheets = [...book.values()];
		const indicators = book.get(m.indicator_title()) ?? [];
		for (const { title, rows, wordColumns } of drawn()) {
			const [head, ...body] = rows;
			const figures = body.map((row) =>
				row.map((cell, index) => (index < wordColumns ? cell : (figure(cell) ?? cell)))
			);
			if (isIndicator(rows)) {
				const own = indicators.filter((row) => title.endsWith(String(row[2])));
				const shown = own.map((row) => [dateOf(row[3]), row[4], row[5] ?? '–', row[6]]);
				for (const row of figures) expect(shown, title).toContainEqual(row);
			} else expect(sheets, title).toContainEqual([head, ...figures]);
		}
		const [head = [], ...measures] = book.get(m.paper_sheet_measures()) ?? [];
		const column = (name: string) => head.indexOf(name);
		const counted = measures.filter((row) => row[column(m.paper_column_counted())] === m.paper_yes());
		for (const { heading, statuses, progress } of page.sums) {
			const area = heading === page.sums[0]!.heading ? null : heading;
			const own = counted.filter((row) => area === null || row[column(m.paper_column_area())] === area);
			const statusOf = (row: unknown[]) => row[column(m.paper_column_status())];
			const counts = allStatuses
				.map((status) => [
					statusLabel[status](),
					own.filter((row) => statusOf(row) === statusLabel[status]()).length
				])
				.filter(([, n]) => n !== 0);
			expect(Object.fromEntries(counts), heading).toEqual(statuses);
			const said = /\d+/.exec(progress.split(',')[0] ?? '')?.[0];
			expect(meanOf(own, column), heading).toBe(said === undefined ? null : Number(said));
		}
		expect(counted.map((row) => `${String(row[0])} ${String(row[1])}`).toSorted()).toEqual(
			page.measures.map(({ heading }) => heading).toSorted()
		);
	});

	/** What a chart of the presentation plots of a table: its columns as series, its rows as categories. */
	function plotted(found: PageFigure): { series: string; category: string; value: number | null }[] {
		const [head = [], ...rows] = found.rows;
		const columns = (some: readonly string[], of: readonly string[][]) =>
			of.flatMap((row) =>
				some.map((series) => ({
					series,
					category: row[0] ?? '',
					value: numberIn(row[head.indexOf(series)])
				}))
			);
		const words = allStatuses.map((standing) => statusLabel[standing]());
		switch (found) {
			case titled('status'):
				return columns(words, rows.slice(0, -1));
			case titled('coverage'):
				return columns(words, rows);
			case titled('progress'):
				return columns(head.slice(1, 4), rows);
			case titled('commitment'):
				// A slide has no room for areas without anything.
				return columns(
					head.slice(1),
					rows.slice(0, -1).filter((row) => row.slice(1).some((cell) => numberIn(cell)))
				);
			case titled('response'):
				return columns(head.slice(2, 5), rows.slice(0, -1));
			case titled('rollout'): {
				// What is not relevant to a party is no part of its bar.
				const shown = head.filter(
					(_name, index) => index > 0 && allRolloutStates[index - 1] !== 'not-relevant'
				);
				return columns(shown, rows.slice(0, -1));
			}
			case titled('values'):
				return rows.map((row) => ({ series: row[1] ?? '', category: row[0] ?? '', value: numberIn(row[2]) }));
			case titled('valuesOverTime'):
				return rows.map((row) => ({ series: row[0] ?? '', category: row[1] ?? '', value: numberIn(row[2]) }));
			case titled('movement'):
				return rows.map(([from = '', to = '', , n]) => ({
					series: head[3] ?? '',
					category: [from, to].filter((text) => /\p{L}/u.test(text)).join(' → '),
					value: numberIn(n)
				}));
			default:
				return columns(head.slice(1, 3), rows);
		}
	}
});

function isIndicator([head]: string[][]): boolean {
	return head?.[0] === m.indicator_column_date();
}

/** "Status: i rute 3, forsinket 2.", in the order of the statuses. */
function mixOf(statuses: Record<string, number>): string {
	const parts = Object.entries(statuses).map(([word, n]) => `${word.toLowerCase()} ${n}`);
	return m.paper_status_mix({ mix: parts.join(', ') });
}

function startingWith(parts: readonly string[]): RegExp {
	const said = parts
		.filter((part) => part !== '')
		.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${said.join(' · ')}(?: · |$)`);
}

/** The weighted mean of the measures' progress in whole per cent, from a sheet's cells; null where none has any. */
function meanOf(rows: readonly unknown[][], column: (name: string) => number): number | null {
	let [sum, weight] = [0, 0];
	for (const row of rows) {
		const progress = row[column(m.paper_column_progress())];
		const own = Number(row[column(m.paper_column_weight())]);
		if (typeof progress !== 'number') continue;
		// Whole per cents, as the cells show them: of 0.555 a machine makes 55.5 or a hair less.
		sum += Math.round(100 * progress) * own;
		weight += own;
	}
	return weight === 0 ? null : Math.round(sum / weight);
}

function dateOf(cell: unknown): string {
	if (!(cell instanceof Date)) return '';
	const [year, month, day] = cell.toISOString().slice(0, 10).split('-');
	return `${day}.${month}.${year}`;
}
