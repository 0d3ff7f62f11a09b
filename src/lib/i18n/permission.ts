import type { Permission, PermissionAction, Role } from '$lib/domain/permission';
import { m } from './paraglide/messages';
import { getLocale } from './paraglide/runtime';

const roleLabel: Record<Role, () => string> = {
	public: m.permission_role_public,
	'signed-in': m.permission_role_signed_in,
	seated: m.permission_role_seated,
	'responsible-member': m.permission_role_responsible_member,
	'responsible-leader': m.permission_role_responsible_leader,
	representative: m.permission_role_representative,
	'responsible-holder': m.permission_role_responsible_holder,
	'ssu-member': m.permission_role_ssu_member,
	'ssu-leader': m.permission_role_ssu_leader,
	secretariat: m.permission_role_secretariat,
	administrator: m.permission_role_administrator,
	attendee: m.permission_role_attendee,
	asker: m.permission_role_asker,
	'link-holder': m.permission_role_link_holder,
	'link-representative': m.permission_role_link_representative,
	'link-responsible': m.permission_role_link_responsible,
	'link-invited': m.permission_role_link_invited,
	'link-answerer': m.permission_role_link_answerer
};

/** Returns "Dette kan bare gjøres av lederen av SSU eller sekretariatet." */
export function requiredRolesText(only: readonly Role[]): string {
	const inOrder = (Object.keys(roleLabel) as Role[]).filter((role) => only.includes(role));
	const who = inOrder.map((role) => roleLabel[role]());
	const [last = '', ...rest] = who.reverse();
	const or = getLocale() === 'en' ? 'or' : 'eller';
	return m.permission_only({ who: rest.length > 0 ? `${rest.reverse().join(', ')} ${or} ${last}` : last });
}

/** Returns the sentence beside a disabled button; null if the action is allowed. */
export function permissionText(permission: Permission): string | null {
	if (permission.allowed) return null;
	return permission.reason === 'sign-in-first'
		? m.permission_sign_in_first()
		: requiredRolesText(permission.only);
}

/** Names of actions, for the list of what a seat allows; actions open to everybody have no name. */
const actionLabel: Partial<Record<PermissionAction, () => string>> = {
	'plan.read-draft': m.permission_action_plan_read_draft,
	'plan.edit': m.permission_action_plan_edit,
	'plan.adopt': m.permission_action_plan_adopt,
	'history.read': m.permission_action_history_read,
	'review.read': m.permission_action_review_read,
	'review.publish': m.permission_action_review_publish,
	'review.write': m.permission_action_review_write,
	'round.read': m.permission_action_round_read,
	'round.plan': m.permission_action_round_plan,
	'round.open': m.permission_action_round_open,
	'round.close': m.permission_action_round_close,
	'round.reopen': m.permission_action_round_reopen,
	'evaluation.report': m.permission_action_evaluation_report,
	'area.judge': m.permission_action_area_judge,
	'indicator.report': m.permission_action_indicator_report,
	'evaluation.read-approved': m.permission_action_evaluation_read_approved,
	'evaluation.read-unapproved': m.permission_action_evaluation_read_unapproved,
	'evaluation.return': m.permission_action_evaluation_return,
	'evaluation.approve': m.permission_action_evaluation_approve,
	'rollout.read': m.permission_action_rollout_read,
	'rollout.report': m.permission_action_rollout_report,
	'mail.read': m.permission_action_mail_read,
	'mail.send': m.permission_action_mail_send,
	'matter.read': m.permission_action_matter_read,
	'matter.register': m.permission_action_matter_register,
	'matter.triage': m.permission_action_matter_triage,
	'decision.read-unpublished': m.permission_action_decision_read_unpublished,
	'decision.record': m.permission_action_decision_record,
	'decision.publish': m.permission_action_decision_publish,
	'decision.import': m.permission_action_decision_import,
	'decision.follow-up': m.permission_action_decision_follow_up,
	'inquiry.read': m.permission_action_inquiry_read,
	'inquiry.ask': m.permission_action_inquiry_ask,
	'inquiry.answer': m.permission_action_inquiry_answer,
	'meeting.read': m.permission_action_meeting_read,
	'meeting.read-closed': m.permission_action_meeting_read_closed,
	'meeting.plan': m.permission_action_meeting_plan,
	'meeting.write': m.permission_action_meeting_write,
	'meeting.approve': m.permission_action_meeting_approve,
	'meeting.publish': m.permission_action_meeting_publish,
	'people.manage': m.permission_action_people_manage,
	'people.erase': m.permission_action_people_erase,
	'text.redact': m.permission_action_text_redact,
	'year.edit': m.permission_action_year_edit
};

/** Returns the names of actions, in the order of the permission table. */
export function actionTexts(actions: readonly PermissionAction[]): string[] {
	return actions.flatMap((action) => actionLabel[action]?.() ?? []);
}
