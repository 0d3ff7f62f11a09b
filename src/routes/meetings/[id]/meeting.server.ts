import { error, type RequestEvent } from '@sveltejs/kit';
import { isAgendaPublic, type MeetingStep } from '$lib/domain/meeting/meeting';
import { mayDo, type PermissionAction } from '$lib/domain/permission';
import { requirePermission } from '$lib/server/http/guard';
import { requestPartnership } from '$lib/server/http/plan';
import { attendedBy, meetingById, minutesOf, type Meeting } from '$lib/server/meetings/queries';
import { itemAuthorityOf } from '$lib/server/meetings/recusals';
import { meetingSubject } from '$lib/server/meetings/target';

type MeetingEvent = RequestEvent<{ id: string }>;

/** Returns the meeting of an address, and what the reader may do with it. Responds with 404 if there is none. */
async function findMeeting(event: MeetingEvent, itemId?: number) {
	const { db, actor } = event.locals;
	const { id } = event.params;
	const partnershipId = requestPartnership(event)?.id;
	const found =
		partnershipId === undefined || !/^\d{1,9}$/.test(id)
			? null
			: await meetingById(db.read, partnershipId, Number(id));
	if (!found) return null;
	const attended = await attendedBy(db.read, found.id, actor.personId);
	const onItem = itemId === undefined ? undefined : await itemAuthorityOf(db.read, itemId, actor.personId);
	const subjectOf = (action: PermissionAction) => meetingSubject(found, actor, { action, attended, onItem });
	return { found, subjectOf, may: (action: PermissionAction) => mayDo(actor, action, subjectOf(action)) };
}

/** Requires a meeting that the reader may see: everyone a called one, members of its bodies every one. */
export async function requireMeeting(event: MeetingEvent) {
	requirePermission(event, 'meeting.read-published');
	const meeting = await findMeeting(event);
	if (!meeting) error(404, { message: 'not-found' });
	const isPublished = (await minutesOf(event.locals.db.read, meeting.found.id)).some(
		(one) => one.publishedAt
	);
	if (!isAgendaPublic(meeting.found.state) && !isPublished)
		requirePermission(event, 'meeting.read', meeting.subjectOf('meeting.read'));
	return meeting;
}

/** Requires the meeting of an address, for those who may perform an action on it, or on one of its items. */
export async function requireMeetingFor(event: MeetingEvent, action: PermissionAction, itemId?: number) {
	const meeting = await findMeeting(event, itemId);
	requirePermission(event, action, meeting?.subjectOf(action) ?? { responsibleBodyId: null });
	if (!meeting) error(404, { message: 'not-found' });
	return meeting;
}

/** Returns what commands name a meeting by. */
export function targetOf({ partnershipId, id }: Meeting) {
	return { partnershipId, id };
}

const stepActions: Record<MeetingStep, PermissionAction> = {
	call: 'meeting.plan',
	move: 'meeting.plan',
	cancel: 'meeting.plan',
	start: 'meeting.write',
	end: 'meeting.write',
	'send-out': 'meeting.write',
	revise: 'meeting.write',
	approve: 'meeting.approve',
	publish: 'meeting.publish'
};

/** True if the reader is offered a step. The command asks for itself; the next meeting's approval is its to find. */
export function mayTakeStep(may: (action: PermissionAction) => boolean, step: MeetingStep): boolean {
	return may(stepActions[step]) || (step === 'approve' && may('meeting.write'));
}
