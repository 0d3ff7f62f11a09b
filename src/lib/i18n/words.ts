import type { BodyKind, SeatRole } from '$lib/domain/body';
import type {
	Confidence,
	EvaluationState,
	Need,
	Question,
	Recommendation,
	StatusOrNone,
	TextAnswer
} from '$lib/domain/evaluation';
import { spoken, type Localized } from '$lib/domain/localized';
import type { MailReason, MailState } from '$lib/domain/mail';
import type { Lifecycle, Origin } from '$lib/domain/measure';
import type { AreaKind } from '$lib/domain/plan';
import { parseRoundKey, type RoundKey, type RoundName, type RoundState } from '$lib/domain/round';
import { m } from './paraglide/messages';
import { getLocale } from './paraglide/runtime';

/** The glossary's word for every code of the domain, in the reader's language. */
type Words<Code extends string> = Record<Code, () => string>;

export const statusWord: Words<StatusOrNone> = {
	done: m.evaluation_status_done,
	'on-track': m.evaluation_status_on_track,
	'slightly-delayed': m.evaluation_status_slightly_delayed,
	delayed: m.evaluation_status_delayed,
	'on-hold': m.evaluation_status_on_hold,
	'not-started': m.evaluation_status_not_started,
	'not-reported': m.evaluation_status_not_reported
};

export const evaluationStateWord: Words<EvaluationState> = {
	draft: m.evaluation_state_draft,
	submitted: m.evaluation_state_submitted,
	returned: m.evaluation_state_returned,
	approved: m.evaluation_state_approved,
	locked: m.evaluation_state_locked
};

export const recommendationWord: Words<Recommendation> = {
	continue: m.evaluation_recommendation_continue,
	adjust: m.evaluation_recommendation_adjust,
	'into-operation': m.evaluation_recommendation_into_operation,
	complete: m.evaluation_recommendation_complete,
	discontinue: m.evaluation_recommendation_discontinue
};

export const needWord: Words<Need> = {
	clarification: m.evaluation_need_clarification,
	decision: m.evaluation_need_decision,
	money: m.evaluation_need_money
};

/** "Trenger vedtak, trenger midler": all that is needed, as one phrase. */
export function needsPhrase(needs: readonly Need[]): string {
	return needs.map((need, i) => (i === 0 ? needWord[need]() : needWord[need]().toLowerCase())).join(', ');
}

export const confidenceWord: Words<Confidence> = {
	low: m.evaluation_confidence_low,
	medium: m.evaluation_confidence_medium,
	high: m.evaluation_confidence_high
};

export const questionWord: Words<Question | TextAnswer> = {
	status: m.evaluation_question_status,
	progress: m.evaluation_question_progress,
	done: m.evaluation_question_done,
	results: m.evaluation_question_results,
	deviation: m.evaluation_question_deviation,
	cause: m.evaluation_question_cause,
	needs: m.evaluation_question_needs,
	needsText: m.evaluation_question_needs_text,
	nextSteps: m.evaluation_question_next_steps,
	recommendation: m.evaluation_question_recommendation,
	confidence: m.evaluation_question_confidence,
	scores: m.evaluation_question_scores
};

export const lifecycleWord: Words<Lifecycle> = {
	proposed: m.measure_lifecycle_proposed,
	adopted: m.measure_lifecycle_adopted,
	'in-operation': m.measure_lifecycle_in_operation,
	completed: m.measure_lifecycle_completed,
	discontinued: m.measure_lifecycle_discontinued
};

export const originWord: Words<Origin> = {
	measure: m.measure_origin_measure,
	intention: m.measure_origin_intention,
	decision: m.measure_origin_decision
};

export const roundStateWord: Words<RoundState> = {
	planned: m.round_state_planned,
	open: m.round_state_open,
	reading: m.round_state_reading,
	closed: m.round_state_closed
};

export const bodyKindWord: Words<BodyKind> = {
	'partnership-meeting': m.body_kind_partnership_meeting,
	ssu: m.body_kind_ssu,
	fsu: m.body_kind_fsu,
	secretariat: m.body_kind_secretariat,
	'working-group': m.body_kind_working_group
};

export const seatRoleWord: Words<SeatRole> = {
	leader: m.body_role_leader,
	deputy: m.body_role_deputy,
	member: m.body_role_member,
	alternate: m.body_role_alternate,
	observer: m.body_role_observer
};

export const mailReasonWord: Words<MailReason> = {
	'kick-off': m.mail_reason_kick_off,
	'due-in-30': m.mail_reason_due_in_30,
	'due-in-7': m.mail_reason_due_in_7,
	'due-in-1': m.mail_reason_due_in_1,
	'overdue-1': m.mail_reason_overdue_1,
	'overdue-7': m.mail_reason_overdue_7,
	returned: m.mail_reason_returned,
	'handed-on': m.mail_reason_handed_on,
	asked: m.mail_reason_asked
};

export const mailStateWord: Words<MailState> = {
	waiting: m.mail_state_waiting,
	sent: m.mail_state_sent,
	failed: m.mail_state_failed,
	dropped: m.mail_state_dropped
};

export const areaKindWord: Words<AreaKind> = {
	'patient-group': m.area_kind_patient_group,
	'adopted-area': m.area_kind_adopted_area
};

/** "Årsrunde 2026". */
export function roundName({ year, kind }: RoundName): string {
	return kind === 'annual' ? m.round_name_annual({ year }) : m.round_name_half({ year });
}

/** "2026 halvår": a round where there is little room. */
export function roundShort(round: RoundName | RoundKey): string {
	if (typeof round === 'string') {
		const name = parseRoundKey(round);
		return name ? roundShort(name) : round;
	}
	const { year, kind } = round;
	return kind === 'annual' ? m.round_short_annual({ year }) : m.round_short_half({ year });
}

/** A localised text in the reader's form, else the other, for places that cannot carry `lang`. */
export function said(text: Localized | null | undefined): string {
	return spoken(text, getLocale())?.text ?? '';
}
