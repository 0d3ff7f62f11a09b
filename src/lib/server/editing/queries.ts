import { and, asc, eq, gte, ne } from 'drizzle-orm';
import { editPresenceCutoff } from '$lib/domain/edit-presence';
import type { Queryable } from '../database/database';
import { editing } from '../database/schema';

/** What somebody has open: a part of a plan, and which of its entries. */
export interface EditedEntry {
	planId: number;
	noun: string;
	nounId: string;
}

/** Where it is noted: an entry's id says nothing outside its plan. */
export function editingKey({ planId, noun, nounId }: EditedEntry): { noun: string; nounId: string } {
	return { noun, nounId: `${planId}/${nounId}` };
}

/** Who else has something open for editing now, and when they last said so. */
export async function otherEditors(
	read: Queryable,
	opened: EditedEntry,
	personId: number | null,
	now: Date
): Promise<{ name: string; at: string }[]> {
	const { noun, nounId } = editingKey(opened);
	return read
		.select({ name: editing.name, at: editing.at })
		.from(editing)
		.where(
			and(
				eq(editing.noun, noun),
				eq(editing.nounId, nounId),
				ne(editing.personId, personId ?? -1),
				gte(editing.at, editPresenceCutoff(now))
			)
		)
		.orderBy(asc(editing.name));
}
