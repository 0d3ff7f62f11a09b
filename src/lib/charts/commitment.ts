import type { ChartConfiguration } from 'chart.js';
import type { Commitment } from '$lib/domain/figures/commitment';
import type { StatusOrNone } from '$lib/domain/evaluation/evaluation';
import type { Figures } from '$lib/domain/figures/figures';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import type { ChartStyle } from './chart-style';
import { stackedRowsChart, stackedRowsHeight } from './stacked-rows';
import type { ChartTable } from './table';
import { displayName, type ChartLabels } from './chart-labels';

export { commitmentFinding } from '$lib/i18n/findings';

type Kind = 'moved' | 'added' | 'silent';

/** Commitment outcomes of the year, each with the status whose fill it uses. */
const kinds: [kind: Kind, ground: StatusOrNone, word: () => string][] = [
	['moved', 'slightly-delayed', m.chart_commitment_moved],
	['added', 'done', m.chart_commitment_added],
	['silent', 'not-reported', m.chart_commitment_silent]
];

/** Returns stacked bars per area: deadlines moved out of the year, measures added, and measures not reported. */
export function commitmentChart(
	figures: Figures,
	words: ChartLabels,
	brush: ChartStyle
): ChartConfiguration<'bar'> {
	const areas = shownAreas(figures);
	const along = {
		names: areas.map(({ area }) => displayName(words.areas, area).text),
		notes: areas.map(({ moved, added, silent }) => formatNumber(moved + added + silent)),
		head: m.chart_commitment_head()
	};
	const layers = kinds.map(([kind, ground, word]) => ({
		label: word(),
		ground,
		counts: areas.map((one) => one[kind])
	}));
	return stackedRowsChart(along, layers, brush);
}

/** Returns the height in pixels, wide and narrow. */
export function commitmentHeight(figures: Figures): { wide: number; narrow: number } {
	return stackedRowsHeight(shownAreas(figures).length);
}

export function commitmentTable(figures: Figures, words: ChartLabels): ChartTable {
	return {
		caption: m.chart_commitment_caption(),
		columns: [m.chart_column_area(), ...kinds.map(([, , word]) => word())],
		rows: [
			...areasOf(figures).map((one) => ({
				heading: displayName(words.areas, one.area),
				cells: kinds.map(([kind]) => formatNumber(one[kind]))
			})),
			...(figures.commitment
				? [
						{
							heading: displayName(words.areas, 'all'),
							cells: kinds.map(([kind]) => formatNumber(figures.commitment?.[kind].length ?? 0))
						}
					]
				: [])
		]
	};
}

/** Returns the areas with anything to draw; the table has all. */
function shownAreas(figures: Figures): Commitment['areas'] {
	return areasOf(figures).filter(({ moved, added, silent }) => moved + added + silent > 0);
}

function areasOf({ commitment: found }: Figures): Commitment['areas'] {
	return found?.areas ?? [];
}
