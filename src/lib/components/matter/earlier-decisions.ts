import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { decisionFields } from '$lib/forms/matter';
import { formatDate } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

/** A decision that a matter can build on. */
export interface EarlierDecision {
	id: number;
	title: string;
	number: string;
	decidedOn: CalendarDate;
}

/** Returns the labels of the fields for earlier decisions. */
export function earlierDecisionLabels(): Record<(typeof decisionFields)[number], string> {
	const label = (n: number) => m.matter_earlier_decision({ n });
	return { decision1: label(1), decision2: label(2), decision3: label(3) };
}

/** Returns decisions as the options of a field. */
export function earlierDecisionOptions(decisions: readonly EarlierDecision[]) {
	return decisions.map(({ id, title, number, decidedOn }) => ({
		value: String(id),
		label: [formatDate(decidedOn), number, title].filter(Boolean).join(' · ')
	}));
}
