import type { ChartConfiguration } from 'chart.js';
import type { ReviewFigures } from '$lib/domain/review/review';
import type { ReviewPartnerRollout } from '$lib/domain/review/review-parts';
import { allRolloutStates, type RolloutOrNone } from '$lib/domain/rollout';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { rolloutLabel } from '$lib/i18n/rollout';
import type { ChartStyle } from './chart-style';
import { stackedRowsChart, stackedRowsHeight } from './stacked-rows';
import type { ChartTable } from './table';
import type { RolloutGround } from './theme';
import { countClause, countInWords, joinClauses } from './chart-labels';

/** Rollout states in a bar from the left, with their fills. "Not relevant" is left out. */
export const rolloutLayers: readonly [state: RolloutOrNone, ground: RolloutGround][] = [
	['in-use', 'rollout-in-use'],
	['started', 'rollout-started'],
	['planned', 'rollout-planned'],
	['not-started', 'rollout-not-started'],
	['stopped', 'rollout-stopped'],
	['nothing-said', 'rollout-nothing-said']
];

/** Returns stacked bars of rollout states for each partner. */
export function rolloutPerPartyChart(figures: ReviewFigures, brush: ChartStyle): ChartConfiguration<'bar'> {
	const parties = partiesOf(figures);
	const along = {
		names: parties.map(({ name }) => name),
		notes: parties.map(used),
		head: m.chart_rollout_head()
	};
	const shown = rolloutLayers
		.filter(([state]) => parties.some(({ states }) => states[state] > 0))
		.map(([state, ground]) => ({
			label: rolloutLabel[state](),
			ground,
			counts: parties.map(({ states }) => states[state])
		}));
	return stackedRowsChart(along, shown, brush);
}

/** Returns the height in pixels, wide and narrow. */
export function rolloutPerPartyHeight(figures: ReviewFigures): { wide: number; narrow: number } {
	return stackedRowsHeight(partiesOf(figures).length);
}

export function rolloutPerPartyTable({ rollout }: ReviewFigures): ChartTable {
	const counts = (states: ReviewPartnerRollout['states']) =>
		allRolloutStates.map((state) => formatNumber(states[state]));
	return {
		caption: m.chart_rollout_caption(),
		columns: [m.rollout_column_party(), ...allRolloutStates.map((state) => rolloutLabel[state]())],
		rows: rollout
			? [
					...rollout.parties.map(({ name, states }) => ({ heading: { text: name }, cells: counts(states) })),
					{ heading: { text: m.chart_rollout_all() }, cells: counts(rollout.total.states) }
				]
			: []
	};
}

/**
 * Returns "Tiltakene er i bruk i 31 av 68 innføringer; 14 av 18 parter har tatt i bruk minst ett tiltak, og to parter har
 * ikke svart på noe."
 */
export function rolloutPerPartyFinding({ rollout }: ReviewFigures): string {
	if (!rollout) return m.chart_rollout_nothing();
	const { total, measures, parties } = rollout;
	if (total.concerned === 0) return m.chart_rollout_irrelevant();
	const silent = parties.filter(({ states }) => states['nothing-said'] === measures.length).length;
	const using = parties.filter(({ inUse }) => inUse > 0).length;
	const whole = total.inUse === 0 ? countInWords(total.concerned) : total.concerned;
	return joinClauses(m.chart_rollout_used({ part: total.inUse, whole }), [
		...(using > 0 ? [m.chart_rollout_using({ part: using, whole: parties.length })] : []),
		...countClause(silent, m.chart_rollout_silent)
	]);
}

function partiesOf({ rollout }: ReviewFigures): ReviewPartnerRollout[] {
	return rollout?.parties ?? [];
}

/** Returns "2 av 4". */
function used({ inUse, concerned }: ReviewPartnerRollout): string {
	return m.chart_of({ part: inUse, whole: concerned });
}
