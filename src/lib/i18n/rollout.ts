import type { RolloutOrNone, RolloutYearChange } from '$lib/domain/rollout';
import { m } from './paraglide/messages';
import { countInWords } from './sentence';

/** Labels of the rollout states. */
export const rolloutLabel: Record<RolloutOrNone, () => string> = {
	'in-use': m.rollout_state_in_use,
	started: m.rollout_state_started,
	planned: m.rollout_state_planned,
	'not-started': m.rollout_state_not_started,
	stopped: m.rollout_state_stopped,
	'not-relevant': m.rollout_state_not_relevant,
	'nothing-said': m.rollout_state_nothing_said
};

/** Returns "11 av 17 kommuner bruker «Digital hjemmeoppfølging», opp fra 6 for et år siden." */
export function adoptionFinding(
	measure: string,
	{ inUse: n, concerned: whole, before }: RolloutYearChange
): string {
	if (whole === 0) return m.rollout_finding_irrelevant({ measure });
	if (before !== null && n > before) return m.rollout_finding_up({ n, whole, measure, before });
	if (before !== null && n < before) return m.rollout_finding_down({ n, whole, measure, before });
	if (n === 0) return m.rollout_finding_none({ whole: countInWords(whole), measure });
	return before === n
		? m.rollout_finding_same({ n, whole, measure })
		: m.rollout_finding_plain({ n, whole, measure });
}
