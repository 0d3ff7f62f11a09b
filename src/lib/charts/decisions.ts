import type { ChartConfiguration } from 'chart.js';
import type { DecisionStanding } from '$lib/domain/decision/decision';
import type { ReviewDecisions } from '$lib/domain/review/review-decisions';
import { formatNumber } from '$lib/i18n/format';
import { decisionStandingLabel, localize } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import type { ChartStyle } from './chart-style';
import { stackedRowsChart, stackedRowsHeight } from './stacked-rows';
import type { ChartGround } from './theme';

/** Fills of the standings that are followed up, in stacking order. */
const grounds: Partial<Record<DecisionStanding, ChartGround>> = {
	done: 'done',
	'in-progress': 'on-track',
	'not-started': 'not-started',
	overdue: 'delayed',
	dropped: 'on-hold',
	replaced: 'not-reported'
};

/** Returns stacked bars of what had become of the decisions that each body asked others to carry out. */
export function decisionsChart(decisions: ReviewDecisions, brush: ChartStyle): ChartConfiguration<'bar'> {
	const bodies = followedUpByBody(decisions);
	const along = {
		names: bodies.map(({ name }) => name),
		notes: bodies.map(({ standings }) => formatNumber(standings.length)),
		head: m.decision_title()
	};
	const layers = Object.entries(grounds).map(([key, ground]) => {
		const standing = key as DecisionStanding;
		return {
			label: decisionStandingLabel[standing](),
			ground,
			counts: bodies.map(({ standings }) => standings.filter((one) => one === standing).length)
		};
	});
	return stackedRowsChart(
		along,
		layers.filter(({ counts }) => counts.some((count) => count > 0)),
		brush
	);
}

/** Returns the chart's height in pixels, wide; null if no decision is followed up. */
export function decisionsHeight(decisions: ReviewDecisions): number | null {
	const count = followedUpByBody(decisions).length;
	return count === 0 ? null : stackedRowsHeight(count).wide;
}

/** Groups the standings of decisions that are followed up by body, in the order of the bodies' latest decisions. */
function followedUpByBody({ items }: ReviewDecisions): { name: string; standings: DecisionStanding[] }[] {
	const bodies = new Map<string, DecisionStanding[]>();
	for (const { body, standing } of items) {
		if (!grounds[standing]) continue;
		const name = localize(body);
		bodies.set(name, [...(bodies.get(name) ?? []), standing]);
	}
	return [...bodies].map(([name, standings]) => ({ name, standings }));
}
