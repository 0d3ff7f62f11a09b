import type { AgendaItemKind, Consensus, OutcomeKind } from '$lib/domain/meeting/agenda';
import type { MeetingAnswer, Presence } from '$lib/domain/meeting/attendance';
import type { CirculationAnswer, CirculationResult } from '$lib/domain/meeting/circulation';
import type { MeetingKind, MeetingState } from '$lib/domain/meeting/meeting';
import type { MinutesAttendee } from '$lib/domain/meeting/minutes';
import { formatClock } from '../format';
import { m } from '../paraglide/messages';
import { capitalize } from '../sentence';
import { seatGroupLabel, seatRoleLabel } from './body';

/** Returns an attendee's role, for those whose name the public may not see and beside the others' titles. */
export function attendeeRole({ role }: MinutesAttendee): string {
	return role ? capitalize(seatRoleLabel[role]()) : '';
}

/** Returns the organisation an attendee represents, or the group. */
export function attendeeOrganisation({ organisation, represents }: MinutesAttendee): string {
	return organisation || (represents ? capitalize(seatGroupLabel[represents]()) : '');
}

/** Returns an attendee's note: presence, late arrival and early leave. */
export function attendanceNote({ presence, alternate, arrivedAt, leftAt, note }: MinutesAttendee): string {
	return [
		presence === 'alternate'
			? alternateNote(alternate)
			: presence
				? presenceLabel[presence]()
				: note
					? ''
					: m.meeting_presence_unknown(),
		...(arrivedAt ? [m.meeting_attendance_from({ time: formatClock(arrivedAt) })] : []),
		...(leftAt ? [m.meeting_attendance_to({ time: formatClock(leftAt) })] : []),
		...(note ? [note] : [])
	]
		.filter(Boolean)
		.join(' · ');
}

function alternateNote(name: string | null): string {
	return name ? m.meeting_attendance_by_alternate({ name }) : m.meeting_attendance_by_alternate_unnamed();
}

export const meetingStateLabel: Record<MeetingState, () => string> = {
	planned: m.meeting_state_planned,
	called: m.meeting_state_called,
	'in-progress': m.meeting_state_in_progress,
	held: m.meeting_state_held,
	'out-for-remarks': m.meeting_state_out_for_remarks,
	approved: m.meeting_state_approved,
	published: m.meeting_state_published,
	cancelled: m.meeting_state_cancelled
};

export const meetingKindLabel: Record<MeetingKind, () => string> = {
	ordinary: m.meeting_kind_ordinary,
	extraordinary: m.meeting_kind_extraordinary,
	joint: m.meeting_kind_joint,
	circulation: m.meeting_kind_circulation
};

export const agendaItemKindLabel: Record<AgendaItemKind, () => string> = {
	decision: m.meeting_item_kind_decision,
	information: m.meeting_item_kind_information,
	discussion: m.meeting_item_kind_discussion
};

export const outcomeKindLabel: Record<OutcomeKind, () => string> = {
	decision: m.meeting_outcome_decision,
	recommendation: m.meeting_outcome_recommendation,
	assignment: m.meeting_outcome_assignment,
	information: m.meeting_outcome_information,
	postponed: m.meeting_outcome_postponed
};

export const consensusLabel: Record<Consensus, () => string> = {
	agreed: m.meeting_consensus_agreed,
	'with-remark': m.meeting_consensus_with_remark,
	disagreed: m.meeting_consensus_disagreed
};

export const meetingAnswerLabel: Record<MeetingAnswer, () => string> = {
	coming: m.meeting_answer_coming,
	'not-coming': m.meeting_answer_not_coming,
	alternate: m.meeting_answer_alternate
};

export const presenceLabel: Record<Presence, () => string> = {
	present: m.meeting_presence_present,
	alternate: m.meeting_presence_alternate,
	absent: m.meeting_presence_absent
};

export const circulationAnswerLabel: Record<CirculationAnswer, () => string> = {
	agrees: m.meeting_circulation_agrees,
	objects: m.meeting_circulation_objects
};

export const circulationResultLabel: Record<CirculationResult, () => string> = {
	agreed: m.meeting_circulation_result_agreed,
	objected: m.meeting_circulation_result_objected,
	unanswered: m.meeting_circulation_result_unanswered
};
