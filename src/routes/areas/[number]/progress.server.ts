import { areaKey } from '$lib/domain/figures/figures';
import { computeProgressSeries } from '$lib/domain/figures/progress-series';
import type { CurrentPlanSnapshot } from '$lib/server/reviews/overview';

/** Returns an area's progress over time, of one set of measures. */
export function progressOfArea({ standing, past }: CurrentPlanSnapshot, number: string) {
	const rounds = [
		...past.map(({ name, content }) => ({ round: name, measures: content.measures })),
		...(standing.round ? [{ round: standing.round, measures: standing.measures }] : [])
	];
	const own = (one: { area: number | null }) => areaKey(one) === number;
	return {
		rounds: rounds.map(({ round: { year, kind } }) => ({ year, kind })),
		// The newest point is the last known status, of this round or an earlier one.
		running: standing.round !== null,
		...computeProgressSeries(rounds.map(({ measures }) => measures.filter(own)))
	};
}
