import type { Commitment } from '$lib/domain/figures/commitment';
import { allStatuses } from '$lib/domain/evaluation/evaluation';
import {
	countBehind,
	countOnTrackOrDone,
	valuesOverAllAreas,
	type AreaFigures,
	type Figures,
	type Movement,
	type ValueFigures
} from '$lib/domain/figures/figures';
import { formatNumber, formatPercent } from './format';
import { m } from './paraglide/messages';
import { countClause, joinList, countInWords, roundPhrase, joinClauses } from './sentence';
import { statusLabel } from './labels/status';

/* Sentences about figures, for charts, slides and documents. */

/** Returns "17 av 28 tiltak er i rute eller ferdige; sju er forsinket eller på vent, og to mangler rapport." */
export function statusFinding({ total }: Figures): string {
	const whole = total.counted;
	if (whole === 0) return m.chart_status_nothing();
	const missing = total.statuses['not-reported'];
	if (whole === 1) {
		const status = allStatuses.find((one) => total.statuses[one] > 0) ?? 'not-reported';
		return m.chart_status_one({ status: statusLabel[status]().toLowerCase() });
	}
	if (missing === whole) return m.chart_status_unreported({ whole });
	const part = countOnTrackOrDone(total);
	if (part === whole) return m.chart_status_all_good({ whole });
	return joinClauses(m.chart_status_good({ part, whole }), [
		...behindClause(total),
		...countClause(total.statuses['not-started'], m.chart_status_not_started),
		...countClause(missing, m.chart_status_missing)
	]);
}

function behindClause(total: AreaFigures): string[] {
	const n = countBehind(total);
	const onHold = total.statuses['on-hold'];
	if (onHold === 0) return countClause(n, m.chart_status_delayed);
	return countClause(n, onHold === n ? m.chart_status_on_hold : m.chart_status_delayed_or_on_hold);
}

/**
 * Returns "Framdriften er 52 % i snitt, med rapport fra 26 av 28 tiltak; året før var den 38 %, og forventet er
 * 60 %."
 */
export function progressFinding({ total }: Figures): string {
	const { progress, before, expected, reported: part, counted: whole } = total;
	if (progress === null) return whole === 0 ? m.chart_progress_no_measures() : m.chart_progress_nothing();
	const now = formatPercent(progress);
	const rest: string[] = [];
	if (before !== null && formatPercent(before) === now) rest.push(m.chart_progress_same());
	else if (before !== null) rest.push(m.chart_progress_up({ before: formatPercent(before) }));
	if (expected !== null) rest.push(m.chart_progress_expected({ expected: formatPercent(expected) }));
	return joinClauses(m.chart_progress_level({ now, part, whole }), rest);
}

/**
 * Returns "Siden årsrunden 2025 har 5 av 26 tiltak gått fram og to tilbake; 19 står likt, og to er nye."
 * @param since the previous review as a phrase within a sentence; null without one
 */
export function movementFinding({ movement }: Figures, since: string | null): string {
	if (!movement || since === null) return m.chart_movement_nothing();
	const { unmoved, unknown, added, ended } = movement;
	return joinClauses(movedClause(movement, since), [
		...countClause(unmoved, m.chart_movement_unmoved),
		...countClause(unknown, m.chart_movement_unknown),
		...countClause(added.length, m.chart_movement_added),
		...countClause(ended.length, m.chart_movement_ended)
	]);
}

function movedClause({ forward, backward, unmoved, unknown }: Movement, round: string): string {
	const whole = forward + backward + unmoved + unknown;
	if (whole === 0) return m.chart_movement_none_shared({ round });
	if (forward > 0)
		return m.chart_movement_forward({ round, part: forward, whole, other: countInWords(backward) });
	if (backward > 0) return m.chart_movement_backward({ round, part: backward, whole });
	return m.chart_movement_still({ round, whole });
}

/** Returns "Engasjert ligger høyest med 3,8 av 5 i snitt (n 22), og Ambisiøs lavest med 2,9 (n 21)." */
export function valuesFinding(figures: Figures, nameOf: (code: string) => string): string {
	const whole = valuesOverAllAreas(figures.values);
	if (whole.length === 0) return m.chart_values_no_values();
	const scored = whole.filter(({ n }) => n > 0).sort((a, b) => (b.mean ?? 0) - (a.mean ?? 0));
	const [high, low] = [scored.at(0), scored.at(-1)];
	if (!high || !low) return m.chart_values_nothing();
	const mean = meanWords(high);
	const lowMean = meanWords(low);
	const said = (shown: string) => {
		const ones = scored.filter((one) => meanWords(one) === shown);
		return { names: joinList(ones.map((one) => nameOf(one.value))), n: span(ones) };
	};
	const top = said(mean);
	if (high === low) return m.chart_values_one({ value: top.names, mean, n: top.n });
	if (mean === lowMean) return m.chart_values_equal({ mean, n: top.n });
	const bottom = said(lowMean);
	return m.chart_values_finding({
		high: top.names,
		highMean: mean,
		highN: top.n,
		low: bottom.names,
		lowMean,
		lowN: bottom.n
	});
}

/** Returns "22", or "21–22" if the values have different counts. */
function span(ones: ValueFigures[]): string {
	const counts = ones.map(({ n }) => n);
	const [least, most] = [formatNumber(Math.min(...counts)), formatNumber(Math.max(...counts))];
	return least === most ? least : `${least}–${most}`;
}

/** Returns "3,8". */
function meanWords({ mean }: ValueFigures): string {
	return formatNumber(mean ?? 0, 1);
}

/**
 * Returns "To av sju frister i 2026 er flyttet ut av året; ett tiltak er kommet til, og tre har ikke rapportert
 * på to runder."
 */
export function commitmentFinding({ commitment: found }: Figures): string {
	if (!found) return m.chart_commitment_nothing();
	const { added, silent, since } = found;
	return joinClauses(dueClause(found), [
		added.length > 0
			? m.chart_commitment_some_added({
					n: added.length,
					count: countInWords(added.length),
					round: roundPhrase(since)
				})
			: m.chart_commitment_none_added({ round: roundPhrase(since) }),
		...countClause(silent.length, m.chart_commitment_some_silent)
	]);
}

function dueClause({ due, moved, year }: Commitment): string {
	if (due === 0) return m.chart_commitment_none_due({ year });
	if (moved.length === 0) return m.chart_commitment_none_moved({ due, year });
	return m.chart_commitment_some_moved({ part: moved.length, due, year });
}
