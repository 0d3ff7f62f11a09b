import { and, eq, lt } from 'drizzle-orm';
import { openSince } from '$lib/domain/editing';
import { done, refused, type Outcome } from '$lib/domain/outcome';
import { permission } from '$lib/domain/permission';
import type { Context } from '../context';
import { editing } from '../database/schema';

/** What somebody has open: a part of the plan, and which of its entries. */
export interface Opened {
	noun: string;
	nounId: string;
}

/**
 * Notes that the actor has something open for editing now, and forgets whoever has not said so for a while.
 * It is no event: nothing of the plan has changed, and nobody's hours are anybody's business afterwards.
 */
export async function noteEditing({ db, actor, now }: Context, { noun, nounId }: Opened): Promise<Outcome> {
	const answer = permission(actor, 'plan.edit');
	if (!answer.allowed) return refused({ code: 'not-permitted', permission: answer });
	const { personId, name } = actor;
	if (personId === null) return done();
	const at = now.toISOString();
	await db.write(async (tx) => {
		await tx.delete(editing).where(lt(editing.at, openSince(now)));
		await tx
			.insert(editing)
			.values({ noun, nounId, personId, name, at })
			.onConflictDoUpdate({ target: [editing.noun, editing.nounId, editing.personId], set: { name, at } });
	});
	return done();
}

/** Forgets that the actor had something open: they have saved it, or left it. */
export async function forgetEditing({ db, actor }: Context, { noun, nounId }: Opened): Promise<Outcome> {
	const answer = permission(actor, 'plan.edit');
	if (!answer.allowed) return refused({ code: 'not-permitted', permission: answer });
	const { personId } = actor;
	if (personId === null) return done();
	await db.write((tx) =>
		tx
			.delete(editing)
			.where(and(eq(editing.noun, noun), eq(editing.nounId, nounId), eq(editing.personId, personId)))
	);
	return done();
}
