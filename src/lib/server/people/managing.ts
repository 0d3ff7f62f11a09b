import { mayDo, partnershipsWhere, permission, type Actor } from '$lib/domain/permission';
import type { Refusal } from '$lib/domain/result';
import type { Queryable } from '../database/database';
import type { Person } from '../identity/person';
import { partnershipsOfPerson } from './queries';

/** True if the actor manages the people of a partnership. */
export function managesPeopleOf(actor: Actor, partnershipId: number): boolean {
	return mayDo(actor, 'people.manage', { partnershipId });
}

/** Returns why the actor may not manage people, or not this administrator; null if they may. */
export function managementRefusal(actor: Actor, target: Person | null): Refusal | null {
	const managed = partnershipsWhere(actor, 'people.manage');
	const answer = permission(actor, 'people.manage', { partnershipId: managed[0] ?? null });
	if (!answer.allowed) return { code: 'not-permitted', permission: answer };
	// A set-up link for an administrator would let the inviter sign in as one.
	return target?.administrator && !actor.administrator ? administratorsOnly : null;
}

/** The refusal of what only administrators may do. */
export const administratorsOnly: Refusal = {
	code: 'not-permitted',
	permission: { allowed: false, reason: 'not-your-role', only: ['administrator'] }
};

/** True if the actor manages every partnership the person has had a seat in. */
export async function managesWholeAccount(read: Queryable, actor: Actor, target: Person): Promise<boolean> {
	if (actor.administrator) return true;
	const partnerships = await partnershipsOfPerson(read, target.id);
	return (
		partnerships.length > 0 && partnerships.every((partnershipId) => managesPeopleOf(actor, partnershipId))
	);
}
