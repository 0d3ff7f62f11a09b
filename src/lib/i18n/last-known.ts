import type { Figures } from '$lib/domain/figures/figures';
import type { EvaluationAges } from '$lib/domain/figures/plan-overview';
import { responsePercent, type ResponseRate } from '$lib/domain/figures/response-rate';
import type { PlanSnapshot } from '$lib/domain/plan/plan-snapshot';
import { roundKey } from '$lib/domain/round/round';
import { formatDate, formatPercent } from './format';
import { m } from './paraglide/messages';
import { countClause, countInWords, joinClauses, roundPhrase } from './sentence';

/** Counts of the measures the running or last round asked about, and of those answered. */
export type RoundAnswers = Pick<ResponseRate, 'asked' | 'answered'>;

/**
 * Returns "Siste kjente status per 28.11.2026: 14 av 33 tiltak er rapportert og godkjent i årsrunden 2026; svarprosenten
 * er 58 % (19 av 33), 13 har en rapport som er høyst 180 dager gammel, 20 har en rapport som er eldre enn 180 dager, og ett er gjennomført og blir ikke spurt om."
 */
export function lastKnownText(
	{ total }: Figures,
	frame: PlanSnapshot,
	{ ages, response }: { ages: EvaluationAges; response: RoundAnswers | null }
): string {
	const label = m.plan_last_known({ date: formatDate(frame.asOf) });
	const key = frame.round ? roundKey(frame.round) : frame.lastRound;
	const asked = total.asked ?? total.counted;
	const active = ages.fresh + ages.stale + ages.never;
	const isAsked = key && asked > 0;
	const noneKnown = !isAsked && ages.never > 0 && ages.never === active;
	const first = isAsked
		? m.plan_last_known_reported({
				label,
				part: total.reported,
				asked,
				whole: total.reported === 0 ? countInWords(asked) : asked,
				round: roundPhrase(key)
			})
		: noneKnown
			? m.plan_last_known_none({ label, n: active, count: countInWords(active) })
			: label;
	const percent = key && response && responsePercent(response);
	return joinClauses(first, [
		...(typeof percent === 'number' && response
			? [
					m.plan_response({
						percent: formatPercent(percent),
						part: response.answered,
						whole: response.asked
					})
				]
			: []),
		...countClause(ages.fresh, (words) => m.plan_fresh({ ...words, days: ages.limit })),
		...countClause(ages.stale, (words) => m.plan_stale({ ...words, days: ages.limit })),
		...(noneKnown ? [] : countClause(ages.never, m.plan_never_reported)),
		...countClause(total.counted - asked, m.plan_finished),
		// Completed since the round asked about them.
		...countClause(asked - active, m.plan_completed)
	]);
}

/** Returns "14 av 33 tiltak ble rapportert; ett var gjennomført fra før. Slik sto det 28.11.2026." */
export function frozenBasisText({ total }: Figures, { asOf }: PlanSnapshot): string {
	const asked = total.asked ?? total.counted;
	const sentence = joinClauses(
		m.plan_frozen({ part: total.reported, whole: asked }),
		countClause(total.counted - asked, m.plan_finished_before)
	);
	return m.plan_reported_frozen({ sentence, date: formatDate(asOf) });
}
