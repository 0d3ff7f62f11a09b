import { and, asc, eq, gte, ne } from 'drizzle-orm';
import { openSince } from '$lib/domain/editing';
import type { Reader } from '../database/database';
import { editing } from '../database/schema';

/** Who else has something open for editing now, and when they last said so. */
export async function othersEditing(
	read: Reader,
	{ noun, nounId }: { noun: string; nounId: string },
	personId: number | null,
	now: Date
): Promise<{ name: string; at: string }[]> {
	return read
		.select({ name: editing.name, at: editing.at })
		.from(editing)
		.where(
			and(
				eq(editing.noun, noun),
				eq(editing.nounId, nounId),
				ne(editing.personId, personId ?? -1),
				gte(editing.at, openSince(now))
			)
		)
		.orderBy(asc(editing.name));
}
