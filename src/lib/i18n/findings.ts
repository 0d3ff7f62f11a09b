import type { Commitment } from '$lib/domain/figures/commitment';
import { minCompared, type ProgressComparison } from '$lib/domain/figures/comparison-set';
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
import { movedClauseOf2025, progressFindingOf2025 } from './findings-2025';
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
	if (missing === whole) return m.chart_status_unreported({ whole: countInWords(whole) });
	const part = countOnTrackOrDone(total);
	if (total.statuses.done === whole) return m.chart_status_all_done({ whole, count: countInWords(whole) });
	if (part === whole) return m.chart_status_all_good({ whole, count: countInWords(whole) });
	return joinClauses(m.chart_status_good({ part, whole: part === 0 ? countInWords(whole) : whole }), [
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
 * Returns "Framdriften er 52 % i snitt for 26 av 28 tiltak; for de samme tiltakene var den 38 % året før, og 60 % var
 * forventet." Everything compared is of the same measures (domain-rules.md §5.3).
 */
export function progressFinding({ total }: Figures): string {
	const { progress, comparison, counted: whole } = total;
	if (progress === null) return whole === 0 ? m.chart_progress_no_measures() : m.chart_progress_nothing();
	if (!comparison) return progressFindingOf2025(total, formatPercent(progress));
	const { known: part = 0 } = total;
	const first = m.chart_progress_mean({ now: formatPercent(progress), part, whole });
	return joinClauses(first, [...comparedClauses(total, comparison), ...leftOutClause(comparison)]);
}

function comparedClauses(
	{ known, progress, before, expected }: AreaFigures,
	{ n, progress: shared }: ProgressComparison
): string[] {
	if (shared === null || progress === null) return [];
	const now = formatPercent(shared);
	const all = n === known;
	const clauses = all ? [] : [m.chart_progress_shared({ n, now })];
	if (before !== null) {
		const then = formatPercent(before);
		if (then === now) clauses.push(m.chart_progress_same());
		else clauses.push((all ? m.chart_progress_same_before : m.chart_progress_up)({ before: then }));
	}
	if (expected !== null) {
		const due = { expected: formatPercent(expected) };
		clauses.push(
			clauses.length === 0 ? m.chart_progress_same_expected(due) : m.chart_progress_and_expected(due)
		);
	}
	return clauses;
}

function leftOutClause({ n, progress, without }: ProgressComparison): string[] {
	const [first] = without;
	if (!first) return [];
	const what =
		without.length === 2
			? m.chart_progress_what_both()
			: first === 'before'
				? m.chart_progress_what_before()
				: m.chart_progress_what_expected();
	if (progress !== null) return [m.chart_progress_left_out({ what })];
	return [n < minCompared ? m.chart_progress_too_few({ what }) : m.chart_progress_under_half({ what })];
}

/**
 * Returns "Siden årsrunden 2025 har 5 av 26 tiltak med status begge gangene gått fram og to tilbake; de gikk til
 * sammen tre steg tilbake, 19 har samme status, og to er nye."
 * @param since the previous review as a phrase within a sentence; null without one
 */
export function movementFinding({ movement }: Figures, since: string | null): string {
	if (!movement || since === null) return m.chart_movement_nothing();
	const { unmoved, unknown, added, ended, silent, finished = 0, stepsBack = 0 } = movement;
	const { forward, backward } = movement;
	const of2025 = silent === undefined;
	return joinClauses((of2025 ? movedClauseOf2025 : movedClause)(movement, since), [
		...(stepsBack > backward
			? countClause(stepsBack, (words) => m.chart_movement_steps({ ...words, backward }))
			: []),
		...(of2025
			? countClause(unmoved, m.chart_movement_unmoved)
			: // With none moved, the first clause has said it.
				countClause(forward + backward === 0 ? 0 : unmoved, m.chart_movement_same)),
		...countClause(finished, m.chart_movement_finished),
		...countClause(silent ?? 0, m.chart_movement_silent),
		...countClause(unknown, of2025 ? m.chart_movement_unknown : m.chart_movement_once),
		...countClause(added.length, m.chart_movement_added),
		...countClause(ended.length, m.chart_movement_ended)
	]);
}

function movedClause(movement: Movement, round: string): string {
	const { forward, backward, unmoved, unknown, silent = 0, finished = 0 } = movement;
	const whole = forward + backward + unmoved;
	if (whole === 0) {
		const shared = unknown + silent + finished;
		return shared === 0 ? m.chart_movement_none_shared({ round }) : m.chart_movement_none_twice({ round });
	}
	const count = countInWords(whole);
	if (whole > 1 && forward === whole) return m.chart_movement_all_forward({ round, whole, count });
	if (whole > 1 && backward === whole) return m.chart_movement_all_back({ round, whole, count });
	if (forward > 0)
		return m.chart_movement_went_forward({ round, part: forward, whole, other: countInWords(backward) });
	if (backward > 0) return m.chart_movement_went_back({ round, part: backward, whole });
	return m.chart_movement_kept({ round, whole, count });
}

/** Returns "Engasjert ligger høyest med 3,8 av 5 i snitt (22 vurderinger), og Ambisiøs lavest med 2,9 (21 vurderinger)." */
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

/** Returns "22 vurderinger", or "21–22 vurderinger" if the values have different counts. */
function span(ones: ValueFigures[]): string {
	const counts = ones.map(({ n }) => n);
	const [least, most] = [formatNumber(Math.min(...counts)), formatNumber(Math.max(...counts))];
	return m.chart_scores({ n: least === most ? least : `${least}–${most}` });
}

/** Returns "3,8". */
function meanWords({ mean }: ValueFigures): string {
	return formatNumber(mean ?? 0, 1);
}

/**
 * Returns "To av sju frister i 2026 er flyttet ut av året; ett tiltak er kommet til, og tre tiltak er ikke
 * rapportert i to runder."
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
	const all = { due, year, count: countInWords(due) };
	if (moved.length === 0) return m.chart_commitment_none_moved(all);
	if (moved.length === due) return m.chart_commitment_all_moved(all);
	return m.chart_commitment_some_moved({ part: moved.length, due, year });
}
