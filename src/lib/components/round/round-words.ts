import type { Localized } from '$lib/domain/localized';
import { responsePercent, type ResponseRate } from '$lib/domain/response';
import { formatMoment, formatNumber, formatPercent } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { evaluationStateWord, said } from '$lib/i18n/words';
import type { Stage } from './standing';

/** How far a report has come. */
export const stageWord: Record<Stage, () => string> = {
	overdue: m.round_stage_overdue,
	unopened: m.round_stage_unopened,
	...evaluationStateWord
};

const verbs: Record<string, () => string> = {
	'plan-round': m.history_plan_round,
	'edit-round': m.history_edit_round,
	'open-round': m.history_open_round,
	'close-round': m.history_close_round,
	'reopen-round': m.history_reopen_round,
	'publish-review': m.history_publish_review,
	'save-evaluation': m.history_save_evaluation,
	'submit-evaluation': m.history_submit_evaluation,
	'withdraw-evaluation': m.history_withdraw_evaluation,
	'return-evaluation': m.history_return_evaluation,
	'approve-evaluation': m.history_approve_evaluation
};

/** What was done with a round or a report in it, in words; the command's own name for one that has none yet. */
export function roundVerbWord(verb: string): string {
	return verbs[verb]?.() ?? verb;
}

/** The latest that happened to a round or a report, for who came second. */
export interface Happened {
	at: string;
	by: string | null;
	verb: string;
}

export function happenedWords({ at, by, verb }: Happened): string {
	const [what, moment] = [roundVerbWord(verb), formatMoment(at)];
	return by ? m.round_happened_by({ what, moment, by }) : m.round_happened({ what, moment });
}

/** "1.2 Brobyggerstilling": a measure in a sentence. */
export function measureName({ code, title }: { code: string; title: Localized }): string {
	return `${code} ${said(title)}`;
}

/** "24 av 33": so many of all. */
export function figureWords(count: number, total: number): string {
	return m.round_of({ count: formatNumber(count), total: formatNumber(total) });
}

/** "24 av 33" of the measures asked about have a report. */
export function rateWords({ answered, asked }: ResponseRate): string {
	return figureWords(answered, asked);
}

/** "73 % (24 av 33)". */
export function percentWords(rate: ResponseRate): string {
	const percent = responsePercent(rate);
	return percent === null ? '–' : `${formatPercent(percent)} (${rateWords(rate)})`;
}
