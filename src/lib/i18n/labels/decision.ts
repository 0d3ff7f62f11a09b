import type { SeatRole } from '$lib/domain/body';
import type { DecisionKind, DecisionStanding } from '$lib/domain/decision/decision';
import type { ListColumn } from '$lib/domain/decision/decision-list';
import type { Localized } from '$lib/domain/localized';
import { m } from '../paraglide/messages';
import { seatRoleLabel } from './body';
import { localize } from './localized';

export const decisionKindLabel: Record<DecisionKind, () => string> = {
	decision: m.decision_kind_decision,
	recommendation: m.decision_kind_recommendation,
	assignment: m.decision_kind_assignment,
	information: m.decision_kind_information,
	postponed: m.decision_kind_postponed
};

export const decisionStandingLabel: Record<DecisionStanding, () => string> = {
	overdue: m.decision_standing_overdue,
	'in-progress': m.decision_standing_in_progress,
	'not-started': m.decision_standing_not_started,
	done: m.decision_standing_done,
	dropped: m.decision_standing_dropped,
	replaced: m.decision_standing_replaced,
	'not-followed-up': m.decision_standing_not_followed_up
};

/** Names of the columns of a list. */
export const listColumnLabel: Record<ListColumn, () => string> = {
	body: m.decision_body,
	date: m.decision_decided_on,
	'body-and-date': m.decision_column_body_and_date,
	number: m.decision_number,
	title: m.decision_field_title,
	'number-and-title': m.decision_column_number_and_title,
	text: m.decision_text,
	responsible: m.decision_responsible,
	due: m.decision_due,
	status: m.decision_column_status,
	done: m.decision_column_done,
	note: m.decision_column_note
};

/** The responsible body, partner or seat, as queries return it. */
export interface ResponsibleNames {
	responsibleBody: Localized | null;
	responsiblePartner: string | null;
	seatRole: SeatRole | null;
	seatBody: Localized | null;
}

/** Returns the name of the responsible body, partner or seat; empty if there is none. */
export function responsibleName({
	responsibleBody,
	responsiblePartner,
	seatRole,
	seatBody
}: ResponsibleNames): string {
	if (responsibleBody) return localize(responsibleBody);
	if (responsiblePartner !== null) return responsiblePartner;
	if (seatRole === null || !seatBody) return '';
	return m.decision_seat_of({ role: seatRoleLabel[seatRole](), body: localize(seatBody) });
}
