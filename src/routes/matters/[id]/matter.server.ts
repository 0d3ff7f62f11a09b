import { error, type RequestEvent } from '@sveltejs/kit';
import { requirePermission } from '$lib/server/http/guard';
import type { MatterState } from '$lib/domain/matter/matter';
import type { PermissionAction } from '$lib/domain/permission';
import { requestPartnership } from '$lib/server/http/plan';
import { matterById, senderPersonId } from '$lib/server/matters/queries';

type MatterEvent = RequestEvent<{ id: string }>;

/** Requires a reader who may perform an action on matters, and returns where the matter is. */
export function matterTarget(event: MatterEvent, action: PermissionAction) {
	requirePermission(event, action);
	const partnershipId = requestPartnership(event)?.id;
	if (partnershipId === undefined || !/^\d{1,9}$/.test(event.params.id)) error(404, { message: 'not-found' });
	return { partnershipId, id: Number(event.params.id) };
}

/** Requires the matter of the address, for those who may read it. */
export async function requireMatter(event: MatterEvent) {
	const { partnershipId, id } = matterTarget(event, 'matter.read');
	const found = await matterById(event.locals.db.read, partnershipId, id);
	if (!found) error(404, { message: 'not-found' });
	return found;
}

/** Requires the secretariat, or the matter's sender in the states that are open to them, and returns the matter. */
export async function requireMatterEditor(
	event: MatterEvent,
	isOpenToSender: (state: MatterState) => boolean
) {
	const found = await requireMatter(event);
	const { actor, db } = event.locals;
	const isOwn = actor.personId !== null && (await senderPersonId(db.read, found.id)) === actor.personId;
	if (!isOwn || !isOpenToSender(found.state)) requirePermission(event, 'matter.triage');
	return found;
}
