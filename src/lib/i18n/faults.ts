import { m } from './paraglide/messages';

const words: Record<string, () => string> = {
	required: m.fault_required,
	'too-long': m.fault_too_long,
	'not-a-date': m.fault_not_a_date,
	'not-an-email': m.fault_not_an_email,
	'not-a-number': m.fault_not_a_number,
	'password-too-short': m.fault_password_too_short,
	'password-too-common': m.fault_password_too_common,
	'password-common': m.fault_password_too_common,
	'password-is-email': m.fault_password_is_email,
	'wrong-credentials': m.fault_wrong_credentials,
	'too-many-tries': m.fault_too_many_tries,
	'status-required': m.fault_status_required,
	'progress-required': m.fault_progress_required,
	'progress-range': m.fault_progress_range,
	'deviation-required': m.fault_deviation_required,
	'needs-text-required': m.fault_needs_text_required,
	'done-is-100': m.fault_done_is_100,
	'score-range': m.fault_score_range,
	'comment-required': m.fault_comment_required,
	'none-chosen': m.fault_none_chosen,
	'reason-required': m.fault_reason_required,
	'deadline-unreadable': m.fault_deadline_unreadable,
	'before-start': m.fault_before_start,
	'in-future': m.fault_in_future,
	'out-of-order': m.fault_out_of_order,
	'year-taken': m.fault_year_taken,
	'one-form-needed': m.fault_one_form_needed,
	'unknown-thread': m.fault_unknown_thread,
	'too-many-milestones': m.fault_too_many_milestones,
	stale: m.fault_stale,
	taken: m.fault_taken,
	unknown: m.fault_unknown_choice,
	circle: m.fault_circle,
	'area-in-use': m.fault_area_in_use,
	'body-in-use': m.fault_body_in_use,
	'in-use': m.fault_in_use,
	'out-of-range': m.fault_out_of_range,
	'round-running': m.fault_round_running,
	'not-a-code': m.fault_not_a_code,
	'code-of-other-area': m.fault_code_of_other_area,
	'reported-in-round': m.fault_reported_in_round,
	'two-or-more': m.fault_two_or_more,
	'link-expired': m.fault_link_expired,
	'own-address': m.fault_own_address
};

/** What to say of a fault's code, in the reader's language; a code nobody named gets a general sentence. */
export function faultWords(code: string): string {
	return (words[code] ?? m.fault_unknown)();
}
