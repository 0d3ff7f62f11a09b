import type { ChartConfiguration } from 'chart.js';
import type { ReviewFigures } from '$lib/domain/review/review';
import { responsePercent, type ResponseRate } from '$lib/domain/figures/response-rate';
import { formatNumber, formatPercent } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import type { ChartStyle } from './chart-style';
import { stackedRowsChart, stackedRowsHeight } from './stacked-rows';
import { percentOrDash, type ChartTable } from './table';
import { countClause, countInWords, displayName, joinClauses, type ChartLabels } from './chart-labels';

/** Fills for on time, late and missing, in stacking order. */
export const responseGrounds = ['on-track', 'slightly-delayed', 'not-reported'] as const;

/** Returns stacked bars of evaluations on time, late and missing for each area. */
export function responseChart(
	figures: ReviewFigures,
	words: ChartLabels,
	brush: ChartStyle
): ChartConfiguration<'bar'> {
	const areas = areasOf(figures);
	const along = {
		names: areas.map(({ area }) => displayName(words.areas, area).text),
		notes: areas.map((one) => m.chart_of({ part: one.answered, whole: one.asked })),
		head: m.chart_column_reported()
	};
	const [inTime, afterwards, never] = responseGrounds;
	const layers = [
		{ label: m.chart_response_on_time(), ground: inTime, counts: areas.map(({ onTime }) => onTime) },
		{ label: m.chart_response_late(), ground: afterwards, counts: areas.map(late) },
		{ label: m.chart_response_missing(), ground: never, counts: areas.map(missing) }
	];
	return stackedRowsChart(along, layers, brush);
}

/** Returns the height in pixels, wide and narrow. */
export function responseHeight(figures: ReviewFigures): { wide: number; narrow: number } {
	return stackedRowsHeight(areasOf(figures).length);
}

/** Returns the table of the chart; the last row is the whole plan. */
export function responseTable(figures: ReviewFigures, words: ChartLabels): ChartTable {
	const total = figures.reporting?.response.total;
	return {
		caption: m.chart_response_caption(),
		columns: [
			m.chart_column_area(),
			m.chart_response_asked(),
			m.chart_response_on_time(),
			m.chart_response_late(),
			m.chart_response_missing(),
			m.chart_response_rate()
		],
		rows: [...areasOf(figures), ...(total ? [total] : [])].map((one) => ({
			heading: displayName(words.areas, one.area),
			cells: [
				...[one.asked, one.onTime, late(one), missing(one)].map((n) => formatNumber(n)),
				percentOrDash(responsePercent(one))
			]
		}))
	};
}

/**
 * Returns "28 av 33 tiltak er rapportert (85 %); to kom etter rapportfristen, og 30 av 33 tiltak har en fersk rapport,
 * høyst 180 dager gammel."
 */
export function responseFinding({ reporting }: ReviewFigures): string {
	const total = reporting?.response.total;
	const percent = total ? responsePercent(total) : null;
	if (!reporting || !total || percent === null) return m.chart_response_nothing();
	const { freshness } = reporting;
	const first = m.chart_response_answered({
		part: total.answered,
		asked: total.asked,
		whole: total.answered === 0 ? countInWords(total.asked) : total.asked,
		percent: formatPercent(percent)
	});
	return joinClauses(first, [
		...countClause(late(total), m.chart_response_came_late),
		...(freshness && freshness.asked > 0
			? [
					m.chart_response_fresh({
						part: freshness.fresh,
						asked: freshness.asked,
						whole: freshness.fresh === 0 ? countInWords(freshness.asked) : freshness.asked,
						days: freshness.limit
					})
				]
			: [])
	]);
}

function areasOf({ reporting }: ReviewFigures): ResponseRate[] {
	return reporting?.response.areas ?? [];
}

function late({ answered, onTime }: ResponseRate): number {
	return answered - onTime;
}

function missing({ asked, answered }: ResponseRate): number {
	return asked - answered;
}
