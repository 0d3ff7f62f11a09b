import type { Need } from '$lib/domain/evaluation/evaluation';
import { m } from '../paraglide/messages';

export const needLabel: Record<Need, () => string> = {
	clarification: m.evaluation_need_clarification,
	decision: m.evaluation_need_decision,
	money: m.evaluation_need_money
};

/** Returns all needs as one phrase: "Trenger vedtak, trenger midler". */
export function needsPhrase(needs: readonly Need[]): string {
	return needs.map((need, i) => (i === 0 ? needLabel[need]() : needLabel[need]().toLowerCase())).join(', ');
}
