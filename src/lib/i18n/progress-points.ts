import type { RoundKind } from '$lib/domain/round/round';
import { shortRoundName } from './labels';
import { m } from './paraglide/messages';

interface ProgressByRound {
	rounds: readonly { year: number; kind: RoundKind }[];
	/** True if the newest point is the last known status. */
	running: boolean;
	points: readonly { progress: number | null; expected: number | null }[];
}

/** Returns an area's progress by round, with the names of the rounds. */
export function progressPoints({ rounds, running, points }: ProgressByRound) {
	return points.map(({ progress, expected }, index) => {
		const round = rounds[index];
		const lastKnown = running && index === rounds.length - 1;
		const label = lastKnown ? m.chart_over_time_last_known() : round ? shortRoundName(round) : '';
		return { label, lastKnown, progress, expected };
	});
}
