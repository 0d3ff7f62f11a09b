import { eq } from 'drizzle-orm';
import {
	permission,
	type Actor,
	type Permission,
	type PermissionAction,
	type PermissionSubject
} from '$lib/domain/permission';
import { refuse, type Refused, type Result } from '$lib/domain/result';
import type { Context } from './context';
import type { Queryable, Transaction } from './database/database';
import { plan } from './database/schema';

/** Names the plan, or the partnership of something that belongs to no plan, and the subject's own facts. */
type AuthorizationScope = Omit<PermissionSubject, 'partnershipId' | 'planId'> &
	({ planId: number } | { partnershipId: number | null });

/** One action on one subject. */
export type Authorization = AuthorizationScope & { action: PermissionAction };

/**
 * Returns whether the actor may perform the action in the partnership of the scope, whatever seats the actor
 * holds elsewhere. A plan that does not exist belongs to no partnership. One statement for a plan.
 */
export async function authorize(
	read: Queryable,
	actor: Actor,
	{ action, ...scope }: Authorization
): Promise<Permission> {
	if (!('planId' in scope)) return permission(actor, action, scope);
	const [owner] = await read
		.select({ partnershipId: plan.partnershipId })
		.from(plan)
		.where(eq(plan.id, scope.planId));
	return permission(actor, action, { ...scope, partnershipId: owner?.partnershipId });
}

/** Returns the refusal of an action the actor may not perform, or null. */
export async function denial(
	read: Queryable,
	actor: Actor,
	authorization: Authorization
): Promise<Refused | null> {
	const answer = await authorize(read, actor, authorization);
	return answer.allowed ? null : refuse({ code: 'not-permitted', permission: answer });
}

/**
 * Runs a command in one transaction: checks permission first, then lets `work` load, decide and write.
 * A command whose subject must be loaded first calls `denial` in its own transaction.
 */
export async function runCommand<T>(
	{ db, actor }: Pick<Context, 'db' | 'actor'>,
	authorization: Authorization,
	work: (tx: Transaction) => Promise<Result<T>>
): Promise<Result<T>> {
	return db.write(async (tx) => (await denial(tx, actor, authorization)) ?? work(tx));
}
