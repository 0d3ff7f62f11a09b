import type { RequestEvent } from '@sveltejs/kit';
import type { Seat } from '$lib/domain/body';
import { mayDo, permissionActions, type PermissionAction } from '$lib/domain/permission';
import { redirectToSignIn } from '$lib/server/http/sign-in-redirect';

/** Returns the visitor's person; redirects to sign-in without one. */
export function ownId({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): number {
	return locals.actor.personId ?? redirectToSignIn(url);
}

/** Returns what a seat alone allows beyond what everybody may do, towards its own body, partner and partnership. */
export function allowedBySeat(personId: number, seat: Seat): PermissionAction[] {
	const actor = { personId, name: '', administrator: false, seats: [seat] };
	const nobody = { ...actor, seats: [] };
	const { partnershipId, partnerId, bodyId: responsibleBodyId } = seat;
	const subject = { partnershipId, partnerId, responsibleBodyId };
	return permissionActions.filter(
		(action) => mayDo(actor, action, subject) && !mayDo(nobody, action, subject)
	);
}
