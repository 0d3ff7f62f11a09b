import { render } from 'svelte/server';
import { afterAll, describe, expect, it } from 'vitest';
import ReviewBody from '$lib/components/review/ReviewBody.svelte';
import { canonicalJson, createReviewContent, type ReviewContent } from '$lib/domain/review/review';
import { m } from '$lib/i18n/paraglide/messages';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { seal } from '$lib/server/reviews/queries';
import { renderReviewDocument, type NamedReview } from '../documents/example-reviews';
import {
	officeFileParts,
	readSheets,
	readSlides,
	wordParagraphs,
	wordTables
} from '../documents/office-files';
import { readReviewPage } from '../documents/review-page';
import { countedOf, countStatuses, movesOf, progressOf, tellsYearBefore } from './recalculated';
import { oddStandings, type Standing } from './standings';

/* Page, Word, PowerPoint and Excel show the figures that the definitions give, computed once more. */

afterAll(() => overwriteGetLocale(() => 'nb'));

function reviewOf(name: string, standing: Standing): NamedReview {
	const text = canonicalJson(createReviewContent(standing));
	const content = JSON.parse(text) as ReviewContent;
	const closedAt = '2026-11-20T12:30:00.000Z';
	const about = { version: 1, sha256: seal(text), closedAt, closedBy: 'Siri Sekretær', publishedAt: null };
	return { name, text, review: { content, ...about } };
}

/** The first columns of the progress table, in whole per cent: progress, the year before if told, and expected. */
function expectedShares(standing: Standing): (number | null)[][] {
	const areas: (number | null)[] = standing.areas.map(({ number }) => number);
	return [undefined, ...areas].map((area) => {
		const own = progressOf(countedOf(standing, area), standing);
		const before = tellsYearBefore(standing) ? [own.before] : [];
		return [own.shared ?? own.known, ...before, own.expected];
	});
}

/** Of the status table: not reported, counted and reported, with the whole plan last. */
function expectedCounts(standing: Standing): number[][] {
	const areas: (number | undefined)[] = standing.areas.map(({ number }) => number);
	return [...areas, undefined].map((area) => {
		const own = countStatuses(countedOf(standing, area));
		return [own.missing, own.whole, own.reported];
	});
}

const shareIn = (cell: string | undefined) =>
	/^\d/.test(cell ?? '') ? Number.parseInt(cell ?? '', 10) : null;
const sharesIn = (rows: readonly (readonly string[])[], columns: number) =>
	rows.slice(1).map((row) => row.slice(1, 1 + columns).map(shareIn));
const countsIn = (rows: readonly (readonly string[])[]) =>
	rows.slice(1).map((row) => row.slice(-3).map(Number));

const courses = {
	forward: /^Fram,/,
	backward: /^Tilbake,/,
	same: /^Sam(?:m)?e status/,
	finished: /^Fr[aå] ikk/,
	silent: /^Ikkj?e rapportert/,
	once: /^Rapportert b/
} as const;

/** Counts the measures of the movement table's rows by their direction; empty if there is no table. */
function movesIn(rows: readonly (readonly unknown[])[]): Partial<Record<keyof typeof courses, number>> {
	const body = rows.slice(1).filter((row) => Object.values(courses).some((one) => one.test(String(row[2]))));
	return Object.fromEntries(
		Object.entries(courses).flatMap(([name, pattern]) => {
			const sum = body.reduce((all, row) => all + (pattern.test(String(row[2])) ? Number(row[3]) : 0), 0);
			return sum > 0 ? [[name, sum]] : [];
		})
	);
}

function expectedMoves(standing: Standing): Partial<Record<keyof typeof courses, number>> {
	const own = movesOf(standing);
	return Object.fromEntries(
		Object.keys(courses).flatMap((name) => {
			const n = own?.[name as keyof typeof courses] ?? 0;
			return n > 0 ? [[name, n]] : [];
		})
	);
}

describe.each(oddStandings)('$name', ({ name, standing }) => {
	const locale = name.length % 2 === 0 ? 'nb' : 'nn';
	const one = reviewOf(name, standing);
	const [shares, counts] = [expectedShares(standing), expectedCounts(standing)];
	const columns = shares[0]!.length;
	const moves = expectedMoves(standing);

	it('is shown on the page', () => {
		overwriteGetLocale(() => locale);
		const { body } = render(ReviewBody, { props: { content: one.review.content } });
		const { figures } = readReviewPage(`<html lang="${locale}"><body>${body}</body></html>`);
		const rowsOf = (title: string) => figures.find((found) => found.title === title)?.rows ?? [];
		// Without any figure, the page has a sentence in place of the chart and its table.
		const drawn = shares.flat().some((share) => share !== null);
		expect(sharesIn(rowsOf(m.chart_progress_title()), columns)).toEqual(drawn ? shares : []);
		expect(countsIn(rowsOf(m.chart_status_title()))).toEqual(counts);
		expect(movesIn(rowsOf(m.chart_movement_title()))).toEqual(moves);
	});

	it('is written in the Word document', async () => {
		const { 'word/document.xml': xml = '' } = officeFileParts(
			await renderReviewDocument(one, 'docx', locale)
		);
		const tables = wordTables(xml).map(({ rows }) => rows);
		const headed = (heading: string) => tables.find(([head]) => head?.includes(heading)) ?? [];
		expect(sharesIn(headed(m.chart_column_compared()), columns)).toEqual(shares);
		expect(countsIn(headed(m.evaluation_status_not_reported()))).toEqual(counts);
		expect(movesIn(headed(m.chart_column_direction()))).toEqual(moves);
		const silent = standing.areas.filter(({ number }) => {
			const own = countStatuses(countedOf(standing, number));
			return own.asked > 0 && own.reported === 0;
		});
		const said = wordParagraphs(xml).filter(({ text }) => text === m.review_area_silent());
		expect(said).toHaveLength(silent.length);
	});

	it('is drawn in the presentation', async () => {
		const slides = readSlides(officeFileParts(await renderReviewDocument(one, 'pptx', locale)));
		const slide = slides.find(({ paragraphs }) => paragraphs[0] === m.chart_progress_title());
		const values = (series: string) =>
			slide?.charts[0]?.series.find((found) => found.name === series)?.values ?? shares.map(() => null);
		const before = columns === 3 ? [m.chart_column_before()] : [];
		const drawn = [m.chart_column_progress(), ...before, m.chart_column_expected()].map(values);
		const whole = (value: number | null | undefined) => (value == null ? null : Math.round(100 * value));
		expect(shares.map((_row, index) => drawn.map((column) => whole(column[index])))).toEqual(shares);
		const movement = slides.find(({ paragraphs }) => paragraphs[0] === m.chart_movement_title());
		const measures = movement?.charts[0]?.series[0]?.values.reduce<number>((all, one) => all + (one ?? 0), 0);
		const { added = 0, ended = 0 } = movesOf(standing) ?? {};
		// Without a measure in both reviews nothing is drawn.
		const inBoth = Object.values(moves).reduce((all, one) => all + one, 0);
		expect(measures ?? 0).toBe(inBoth === 0 ? 0 : inBoth + added + ended);
	});

	it('is calculated with in the workbook', async () => {
		const book = await readSheets(await renderReviewDocument(one, 'xlsx', locale));
		const cells = (sheet: string) => (book.get(sheet) ?? []).slice(1);
		const whole = (cell: unknown) => (typeof cell === 'number' ? Math.round(100 * cell) : null);
		expect(cells(m.paper_sheet_progress()).map((row) => row.slice(1, 1 + columns).map(whole))).toEqual(
			shares
		);
		expect(cells(m.paper_sheet_status()).map((row) => row.slice(-3))).toEqual(counts);
		expect(movesIn(book.get(m.paper_sheet_movement()) ?? [])).toEqual(moves);
	});
});
