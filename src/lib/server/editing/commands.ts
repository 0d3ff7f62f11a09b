import { and, eq, lt } from 'drizzle-orm';
import { editPresenceCutoff } from '$lib/domain/edit-presence';
import { ok, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import { editing } from '../database/schema';
import { editingKey, type EditedEntry } from './queries';

export type { EditedEntry } from './queries';

/** Marks an entry as being edited by the actor and deletes expired marks. Records no event, for privacy. */
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

/** Deletes the actor's mark on an entry. */
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
