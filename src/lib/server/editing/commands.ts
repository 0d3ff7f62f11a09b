import { and, eq, lt } from 'drizzle-orm';
import { editPresenceCutoff } from '$lib/domain/edit-presence';
import { ok, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import { editing } from '../database/schema';
import { editingKey, type EditedEntry } from './queries';

export type { EditedEntry } from './queries';

/**
 * Notes that the actor has something open for editing now, and forgets whoever has not said so for a while.
 * It is no event: nothing of the plan has changed, and nobody's hours are anybody's business afterwards.
 */
export async function markEditing({ db, actor, now }: Context, opened: EditedEntry): Promise<Result> {
	return runCommand({ db, actor }, { planId: opened.planId, action: 'plan.edit' }, async (tx) => {
		const { personId, name } = actor;
		if (personId === null) return ok();
		const at = now.toISOString();
		await tx.delete(editing).where(lt(editing.at, editPresenceCutoff(now)));
		await tx
			.insert(editing)
			.values({ ...editingKey(opened), personId, name, at })
			.onConflictDoUpdate({ target: [editing.noun, editing.nounId, editing.personId], set: { name, at } });
		return ok();
	});
}

/** Forgets that the actor had something open: they have saved it, or left it. */
export async function clearEditing({ db, actor }: Context, opened: EditedEntry): Promise<Result> {
	return runCommand({ db, actor }, { planId: opened.planId, action: 'plan.edit' }, async (tx) => {
		const { personId } = actor;
		if (personId === null) return ok();
		const { noun, nounId } = editingKey(opened);
		await tx
			.delete(editing)
			.where(and(eq(editing.noun, noun), eq(editing.nounId, nounId), eq(editing.personId, personId)));
		return ok();
	});
}
