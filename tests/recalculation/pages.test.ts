import { parse } from 'node-html-parser';
import { render } from 'svelte/server';
import { afterAll, describe, expect, it } from 'vitest';
import AreaFigureTable from '$lib/components/comparison/AreaFigureTable.svelte';
import MovedList from '$lib/components/comparison/MovedList.svelte';
import TotalTable from '$lib/components/comparison/TotalTable.svelte';
import SlideView from '$lib/components/presentation/SlideView.svelte';
import { computeFigures } from '$lib/domain/figures/figures';
import { buildOverview, toMeasureListRow } from '$lib/domain/figures/plan-overview';
import { computeProgressSeries } from '$lib/domain/figures/progress-series';
import { createReviewContent } from '$lib/domain/review/review';
import { compareReviews } from '$lib/domain/review/review-comparison';
import { buildReviewSlides } from '$lib/domain/review/review-slides';
import { m } from '$lib/i18n/paraglide/messages';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import AreaPage from '../../src/routes/areas/[number]/+page.svelte';
import AreasPage from '../../src/routes/areas/+page.svelte';
import { readFigures } from '../documents/review-page';
import { countedOf, countStatuses, placesOf, progressOf, seriesOf, sharedOf, twiceOf } from './recalculated';
import { annualBefore, mixedStanding, oddStandings, type Standing } from './standings';

/* What the areas, a single area, a comparison and the slides show in tables and lines, computed once more. */

afterAll(() => overwriteGetLocale(() => 'nb'));

const overviewOf = (standing: Standing) =>
	buildOverview({ ...standing, round: null, lastRound: '2026' }, 180);

/** Returns the rows of a figure's table without its head; empty if the page does not draw it. */
function rowsIn(html: string, title: string): string[][] {
	return (readFigures(html).find((one) => one.title === title)?.rows ?? []).slice(1);
}

const shareIn = (cell: string | undefined) =>
	/^\d/.test(cell ?? '') ? Number.parseInt(cell ?? '', 10) : null;

/** Returns the rows of a table's body, cell by cell. */
function bodyRows(html: string): string[][] {
	return parse(html)
		.querySelectorAll('tbody tr')
		.map((row) => row.querySelectorAll('th, td').map((cell) => cell.text.replace(/\s+/g, ' ').trim()));
}

/** Returns the numbers of a progress line's text: progress, the year before and expected. */
function lineNumbers(text: string): (number | null)[] {
	const read = (pattern: RegExp) => {
		const found = pattern.exec(text)?.[1];
		return found === undefined ? null : Number(found);
	};
	return [
		read(/●\s?framdrift (\d+)/),
		read(/○\s?året før (\d+)/),
		read(/\|\u2060?\s?(?:forventet|venta) (\d+)/)
	];
}

const numberIn = (cell: string | undefined) => (cell === '–' ? null : Number.parseInt(cell ?? '', 10));
const countPair = (cells: string[]) =>
	cells.map((cell) => (cell === '–' ? null : cell.split(' av ').map(Number)));

describe.each([...oddStandings, mixedStanding])('$name', ({ name, standing }) => {
	const locale = name.length % 2 === 0 ? 'nn' : 'nb';
	const areas: (number | undefined)[] = [...standing.areas.map(({ number }) => number), undefined];
	const none = countStatuses(countedOf(standing));

	it('is drawn on the page of the areas', () => {
		overwriteGetLocale(() => locale);
		const { body } = render(AreasPage, { props: { data: { overview: overviewOf(standing) } as never } });
		const drawn = none.missing < none.whole;
		const counts = areas.map((area) => {
			const own = countStatuses(countedOf(standing, area));
			return [own.missing, own.whole, own.reported];
		});
		const shares = [undefined, ...areas.slice(0, -1)].map((area) => {
			const own = progressOf(countedOf(standing, area), standing);
			return [own.shared ?? own.known, own.before, own.expected];
		});
		expect(rowsIn(body, m.chart_status_title()).map((row) => row.slice(-3).map(Number))).toEqual(
			drawn ? counts : []
		);
		expect(rowsIn(body, m.chart_progress_title()).map((row) => row.slice(1, 4).map(shareIn))).toEqual(
			drawn ? shares : []
		);
	});

	const before = annualBefore(standing);

	it('is compared with the year before', () => {
		overwriteGetLocale(() => locale);
		const comparison = compareReviews(createReviewContent(before), createReviewContent(standing));
		const props = { comparison, names: { then: '2025', now: '2026' }, areas: standing.areas };
		const pairs = bodyRows(render(TotalTable, { props }).body).map((row) => row.slice(1, 3).map(numberIn));
		const counts = [before, standing].map((one) => countStatuses(countedOf(one)));
		const { both, good, behind } = twiceOf(before, standing);
		const shared = sharedOf(before, standing);
		expect(pairs).toEqual([
			counts.map(({ whole }) => whole),
			[before, standing].map((one) => countedOf(one).filter(({ report }) => report).length),
			[both, both],
			good,
			behind,
			[shared.then, shared.now]
		]);
		const rows = bodyRows(render(AreaFigureTable, { props }).body);
		expect(rows).toHaveLength(standing.areas.length);
		for (const [index, row] of rows.entries()) {
			const { number } = standing.areas[index]!;
			const own = sharedOf(before, standing, number);
			const twice = twiceOf(before, standing, number);
			expect(row.slice(1, 3).map(numberIn)).toEqual([own.then, own.now]);
			expect(countPair(row.slice(4))).toEqual([
				[own.n, countedOf(standing, number).length],
				...twice.good.map((part) => (part === null ? null : [part, twice.both]))
			]);
		}
		const moved = bodyRows(render(MovedList, { props: { ...props, moved: comparison.moved, both } }).body);
		const places = placesOf(before, standing);
		const codes = places
			.filter(({ from, to }) => from >= 0 && to >= 0 && from !== to)
			.map(({ id }) => standing.measures.find((one) => one.id === id)!.code);
		expect(moved.map(([name = '']) => name.split(' ')[0]).sort()).toEqual(codes.sort());
	});

	it('is drawn on the slides', () => {
		overwriteGetLocale(() => locale);
		const content = createReviewContent(standing);
		const numbers = new Map<string, (number | null)[]>();
		const compared: (number | null)[] = [];
		for (const slide of buildReviewSlides(content)) {
			const page = parse(render(SlideView, { props: { slide, content, version: 1, demo: false } }).body);
			if (slide.kind === 'areas')
				compared.push(...page.querySelectorAll('.rows .num').map(({ text }) => shareIn(text)));
			if (slide.kind === 'area')
				numbers.set(slide.figures.area, lineNumbers(page.querySelector('.pair .sub')?.text ?? ''));
		}
		expect(compared).toEqual(
			standing.areas.map(({ number }) => {
				const own = progressOf(countedOf(standing, number), standing);
				return own.shared ?? own.known;
			})
		);
		expect([...numbers]).toEqual(
			standing.areas.map(({ number }) => {
				const own = progressOf(countedOf(standing, number), standing);
				return [String(number), [own.shared ?? own.known, own.before, own.expected]];
			})
		);
	});

	it('is drawn on the page of each area', () => {
		overwriteGetLocale(() => locale);
		for (const area of standing.areas) {
			const own = (one: Standing) => one.measures.filter((measure) => measure.area === area.number);
			const data = {
				number: String(area.number),
				area: { ...area, summary: null, source: null },
				figures: computeFigures(standing).areas.find((one) => one.area === String(area.number)) ?? null,
				measures: own(standing).map(toMeasureListRow),
				overTime: {
					rounds: [before.round, standing.round],
					...computeProgressSeries([own(before), own(standing)])
				},
				...{ freshnessDays: 180, verdict: null, mayJudge: false, saved: false },
				neighbours: { previous: null, next: null }
			};
			const { body } = render(AreaPage, { props: { data: data as never } });
			const counted = countedOf(standing, area.number);
			const known = progressOf(counted, standing);
			const line = parse(body)
				.querySelectorAll('.sub')
				.map(({ text }) => lineNumbers(text))
				.find(([progress]) => progress !== null);
			expect(line ?? [null, null, null]).toEqual([known.shared ?? known.known, known.before, known.expected]);
			const drawn = seriesOf(before, standing, area.number);
			expect(rowsIn(body, '').map((row) => row.slice(1).map(shareIn))).toEqual(
				drawn.some(([progress]) => progress !== null) ? drawn : []
			);
		}
	});
});
