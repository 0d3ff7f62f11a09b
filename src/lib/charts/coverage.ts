import type { ChartConfiguration } from 'chart.js';
import type { DriverFigures } from '$lib/domain/figures/driver-figures';
import { isSmallPlan } from '$lib/domain/figures/coverage';
import { acrossAreasCode } from '$lib/domain/measure/measure';
import { allStatuses } from '$lib/domain/evaluation/evaluation';
import type { Figures } from '$lib/domain/figures/figures';
import { emptyStatusCounts } from '$lib/domain/plan/plan-snapshot';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { statusLabel } from '$lib/i18n/labels';
import type { ChartStyle } from './chart-style';
import { statusBarsChart, statusBarsHeight } from './status-bars';
import type { ChartTable } from './table';
import { joinList, countInWords, displayName, joinClauses, type ChartLabels } from './chart-labels';

/** Returns stacked bars of active measures by status for each challenge and opportunity. */
export function coverageChart(
	figures: Figures,
	words: ChartLabels,
	brush: ChartStyle
): ChartConfiguration<'bar'> {
	const all = rowsOf(figures);
	const total = emptyStatusCounts();
	for (const { statuses } of all) for (const status of allStatuses) total[status] += statuses[status];
	const rows = all.map((one) => ({
		name: titleOf(one, words),
		note: one.active === 0 ? m.chart_coverage_none() : formatNumber(one.active),
		statuses: one.statuses
	}));
	return statusBarsChart(rows, { total, head: m.chart_column_measures() }, brush);
}

/** Returns the height in pixels, wide and narrow. */
export function coverageHeight(figures: Figures): { wide: number; narrow: number } {
	return statusBarsHeight(rowsOf(figures).length);
}

export function coverageTable(figures: Figures, words: ChartLabels): ChartTable {
	return {
		caption: m.chart_coverage_caption(),
		columns: [
			m.chart_column_driver(),
			m.chart_column_kind(),
			m.chart_column_measures(),
			...allStatuses.map((status) => statusLabel[status]())
		],
		wordColumns: 2,
		rows: rowsOf(figures).map((one) => ({
			heading: { ...displayName(words.drivers, one.code), text: titleOf(one, words) },
			cells: [
				driverKindLabel[one.kind](),
				formatNumber(one.active),
				...allStatuses.map((status) => formatNumber(one.statuses[status]))
			]
		}))
	};
}

/** Returns "12 av 13 utfordringer og muligheter har minst ett aktivt tiltak; U4 er udekket." */
export function driverCoverageFinding(figures: Figures): string {
	const all = rowsOf(figures);
	const whole = all.length;
	if (whole === 0) return m.chart_coverage_nothing();
	const bare = all.filter(({ active }) => active === 0).map(({ code }) => code);
	if (bare.length === whole) return m.chart_coverage_no_answers({ whole: countInWords(whole) });
	if (bare.length === 0) return m.chart_coverage_all({ whole: countInWords(whole) });
	const part = whole - bare.length;
	const areas = figures.areas.filter(({ area }) => area !== acrossAreasCode).length;
	// What a small plan leaves open is no finding.
	if (isSmallPlan({ areas, active: figures.total.counted }))
		return joinClauses(m.chart_coverage_part({ part, whole }), []);
	// A longer list of codes does not read as a sentence; the bars name them.
	const rest =
		bare.length <= 5
			? m.chart_coverage_bare({ n: bare.length, codes: joinList(bare) })
			: m.chart_coverage_many(count(bare.length));
	return joinClauses(m.chart_coverage_part({ part, whole }), [rest]);
}

const driverKindLabel: Record<DriverFigures['kind'], () => string> = {
	challenge: m.chart_driver_challenge,
	opportunity: m.chart_driver_opportunity
};

function count(n: number) {
	return { n, count: countInWords(n) };
}

function rowsOf({ coverage = [] }: Figures): DriverFigures[] {
	return coverage;
}

/** Returns "U5 Bemanning og rekruttering". */
function titleOf({ code }: DriverFigures, words: ChartLabels): string {
	const { text } = displayName(words.drivers, code);
	return text === code ? code : m.chart_driver_titled({ code, title: text });
}
