import type { Localized } from '$lib/domain/localized';
import { formatMoment } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { evaluationStateWord, said } from '$lib/i18n/words';
import type { Stage } from './standing';

/** How far a report has come. */
export const stageWord: Record<Stage, () => string> = {
	unopened: m.round_stage_unopened,
	...evaluationStateWord
};

const verbs: Record<string, () => string> = {
	'plan-round': m.history_plan_round,
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
