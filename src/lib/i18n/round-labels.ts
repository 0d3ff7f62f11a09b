import type { Localized } from '$lib/domain/localized';
import { responsePercent, type ResponseRate } from '$lib/domain/figures/response-rate';
import { formatMoment, formatNumber, formatPercent } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { evaluationStateLabel, localize } from '$lib/i18n/labels';
import type { EvaluationStage } from '$lib/domain/evaluation/evaluation-progress';

/** Labels of the evaluation stages. */
export const evaluationStageLabel: Record<EvaluationStage, () => string> = {
	overdue: m.round_stage_overdue,
	unopened: m.round_stage_unopened,
	...evaluationStateLabel
};

const verbs: Record<string, () => string> = {
	'plan-round': m.history_plan_round,
	'edit-round': m.history_edit_round,
	'delete-round': m.history_delete_round,
	'open-round': m.history_open_round,
	'close-round': m.history_close_round,
	'reopen-round': m.history_reopen_round,
	'publish-review': m.history_publish_review,
	'save-evaluation': m.history_save_evaluation,
	'submit-evaluation': m.history_submit_evaluation,
	'withdraw-evaluation': m.history_withdraw_evaluation,
	'return-evaluation': m.history_return_evaluation,
	'import-evaluation': m.history_import_evaluation,
	'approve-evaluation': m.history_approve_evaluation
};

/** Returns the label of an event of a round or an evaluation, or the verb itself if it has none. */
export function roundEventLabel(verb: string): string {
	return verbs[verb]?.() ?? verb;
}

/** Latest event of a round or an evaluation, for conflict notices. */
export interface LatestEvent {
	at: string;
	by: string | null;
	verb: string;
}

export function latestEventText({ at, by, verb }: LatestEvent): string {
	const [what, moment] = [roundEventLabel(verb), formatMoment(at)];
	return by ? m.round_happened_by({ what, moment, by }) : m.round_happened({ what, moment });
}

/** Returns a measure as named within a sentence: "1.2 Brobyggerstilling". */
export function measureReference({ code, title }: { code: string; title: Localized }): string {
	return `${code} ${localize(title)}`;
}

/** Returns "24 av 33". */
export function countOfTotal(count: number, total: number): string {
	return m.round_of({ count: formatNumber(count), total: formatNumber(total) });
}

/** Returns "24 av 33": the measures reported of those asked about. */
export function responseRateText({ answered, asked }: ResponseRate): string {
	return countOfTotal(answered, asked);
}

/** Returns "73 % (24 av 33)". */
export function responsePercentText(rate: ResponseRate): string {
	const percent = responsePercent(rate);
	return percent === null ? '–' : `${formatPercent(percent)} (${responseRateText(rate)})`;
}
