import { and, eq, gte, ne } from 'drizzle-orm';
import { editPresenceCutoff } from '$lib/domain/edit-presence';
import { compareNames } from '$lib/domain/text/name-order';
import type { Queryable } from '../database/database';
import { editing } from '../database/schema';

/** An entry of a plan that is open for editing. */
export interface EditedEntry {
	planId: number;
	noun: string;
	nounId: string;
}

/** Returns the key of an entry; its id is unique only within its plan. */
export function editingKey({ planId, noun, nounId }: EditedEntry): { noun: string; nounId: string } {
	return { noun, nounId: `${planId}/${nounId}` };
}

/** Lists the other people who are editing an entry, by name, with the time of their last mark. */
export async function otherEditors(
	read: Queryable,
	opened: EditedEntry,
	personId: number | null,
	now: Date
): Promise<{ name: string; at: string }[]> {
	const { noun, nounId } = editingKey(opened);
	const editors = await read
		.select({ name: editing.name, at: editing.at })
		.from(editing)
		.where(
			and(
				eq(editing.noun, noun),
				eq(editing.nounId, nounId),
				ne(editing.personId, personId ?? -1),
				gte(editing.at, editPresenceCutoff(now))
			)
		);
	return editors.sort(compareNames);
}
