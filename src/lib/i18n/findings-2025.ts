import type { AreaFigures, Movement } from '$lib/domain/figures/figures';
import { formatPercent } from './format';
import { m } from './paraglide/messages';
import { countInWords, joinClauses, joinList } from './sentence';

/* Sentences about figures sealed by the definition of 2025. */

/** Returns the sealed figures of a review of 2025, and that they cannot be compared. */
export function progressFindingOf2025(
	{ reported, counted, before, expected }: AreaFigures,
	now: string
): string {
	const others = [
		...(before === null ? [] : [m.chart_progress_2025_before({ before: formatPercent(before) })]),
		...(expected === null ? [] : [m.chart_progress_2025_expected({ expected: formatPercent(expected) })])
	];
	const first = joinClauses(m.chart_progress_reported({ now, part: reported, whole: counted }), []);
	if (others.length === 0) return first;
	return `${first} ${joinClauses(m.chart_progress_of_2025({ list: joinList(others) }), [])}`;
}

/** Returns the clause in which silence in both reviews counts as unchanged. */
export function movedClauseOf2025({ forward, backward, unmoved, unknown }: Movement, round: string): string {
	const whole = forward + backward + unmoved + unknown;
	if (whole === 0) return m.chart_movement_none_shared({ round });
	if (forward > 0)
		return m.chart_movement_forward({ round, part: forward, whole, other: countInWords(backward) });
	if (backward > 0) return m.chart_movement_backward({ round, part: backward, whole });
	return m.chart_movement_still({ round, whole, count: countInWords(whole) });
}
