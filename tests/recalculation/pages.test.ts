import { render } from 'svelte/server';
import { afterAll, describe, expect, it } from 'vitest';
import { buildOverview } from '$lib/domain/figures/plan-overview';
import { m } from '$lib/i18n/paraglide/messages';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import AreasPage from '../../src/routes/areas/+page.svelte';
import { readFigures } from '../documents/review-page';
import { countedOf, countStatuses, progressOf } from './recalculated';
import { oddStandings, type Standing } from './standings';

/* The tables behind the charts on the page of the areas, computed once more. */

afterAll(() => overwriteGetLocale(() => 'nb'));

const overviewOf = (standing: Standing) =>
	buildOverview({ ...standing, round: null, lastRound: '2026' }, 180);

/** Returns the rows of a figure's table without its head; empty if the page does not draw it. */
function rowsIn(html: string, title: string): string[][] {
	return (readFigures(html).find((one) => one.title === title)?.rows ?? []).slice(1);
}

const shareIn = (cell: string | undefined) =>
	/^\d/.test(cell ?? '') ? Number.parseInt(cell ?? '', 10) : null;

describe.each(oddStandings)('$name', ({ name, standing }) => {
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
});
