import type { Actor, PermissionAction, PermissionSubject } from '$lib/domain/permission';
import type { ItemAuthority } from '$lib/domain/meeting/recusal';
import { refuse, type Refused } from '$lib/domain/result';
import { denial } from '../authorization';
import type { Transaction } from '../database/database';
import { attendedBy, meetingById, type Meeting } from './queries';
import { itemAuthorityOf } from './recusals';

/** A meeting, and the version a change is based on. */
export interface MeetingTarget {
	partnershipId: number;
	id: number;
	version: number;
}

/**
 * Returns the facts about a meeting that permissions depend on. Towards a joint meeting, members of the other body
 * are as those of the first. Publishing is the secretariat's, and not that of a body's secretary.
 */
export function meetingSubject(
	{ partnershipId, bodyId, jointBodyId }: Pick<Meeting, 'partnershipId' | 'bodyId' | 'jointBodyId'>,
	{ seats }: Actor,
	{ action, attended, onItem }: { action: PermissionAction; attended: boolean; onItem?: ItemAuthority }
): PermissionSubject & { partnershipId: number } {
	if (action === 'meeting.publish') return { partnershipId };
	const isOfJoint = jointBodyId !== null && seats.some((seat) => seat.bodyId === jointBodyId);
	const isOfFirst = seats.some((seat) => seat.bodyId === bodyId);
	const responsibleBodyId = isOfJoint && !isOfFirst ? jointBodyId : bodyId;
	return { partnershipId, attended, responsibleBodyId, ...(onItem && { itemAuthority: onItem }) };
}

/** A change of a meeting, or of one item of its agenda. */
interface MeetingChange {
	target: Omit<MeetingTarget, 'version'>;
	action: PermissionAction;
	itemId?: number;
}

/** Loads the meeting of a change; refuses if it is unknown, or the actor may not change it or the item. */
export async function loadMeeting(
	tx: Transaction,
	actor: Actor,
	{ target: { partnershipId, id }, action, itemId }: MeetingChange
): Promise<Refused | { ok: true; value: Meeting }> {
	const found = await meetingById(tx, partnershipId, id);
	const attended = found !== null && (await attendedBy(tx, id, actor.personId));
	const onItem = itemId === undefined ? undefined : await itemAuthorityOf(tx, itemId, actor.personId);
	const scope = found
		? meetingSubject(found, actor, { action, attended, onItem })
		: { partnershipId, responsibleBodyId: null };
	const denied = await denial(tx, actor, { ...scope, action });
	if (denied) return denied;
	return found ? { ok: true, value: found } : refuse({ code: 'not-found' });
}
