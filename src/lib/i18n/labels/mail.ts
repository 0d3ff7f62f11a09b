import type { MailReason, MailState } from '$lib/domain/mail/mail';
import { m } from '../paraglide/messages';

export const mailReasonLabel: Record<MailReason, () => string> = {
	'kick-off': m.mail_reason_kick_off,
	'due-in-30': m.mail_reason_due_in_30,
	'due-in-7': m.mail_reason_due_in_7,
	'due-in-1': m.mail_reason_due_in_1,
	'overdue-1': m.mail_reason_overdue_1,
	'overdue-7': m.mail_reason_overdue_7,
	returned: m.mail_reason_returned,
	'handed-on': m.mail_reason_handed_on,
	asked: m.mail_reason_asked,
	'question-notice': m.mail_reason_question_notice,
	'meeting-notice': m.mail_reason_meeting_notice,
	'matter-notice': m.mail_reason_matter_notice,
	'decision-notice': m.mail_reason_decision_notice,
	'account-notice': m.mail_reason_account_notice
};

export const mailStateLabel: Record<MailState, () => string> = {
	waiting: m.mail_state_waiting,
	sent: m.mail_state_sent,
	failed: m.mail_state_failed,
	dropped: m.mail_state_dropped
};
