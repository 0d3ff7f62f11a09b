import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { queueMail } from '../database/outbox';
import { matter } from '../database/schema';
import { newestPlanId } from '../people/queries';
import { senderContacts } from './senders';

/**
 * Queues the mail about a matter's state to its sender and to those of the matters merged into it, but not to the
 * one who caused it.
 */
export async function notifySenders(
	tx: Transaction,
	{ actor, now }: Omit<Context, 'db'>,
	{ id, partnershipId }: { id: number; partnershipId: number }
): Promise<void> {
	const contacts = await senderContacts(tx, await matterAndMerged(tx, id));
	if (contacts.length === 0) return;
	const planId = await newestPlanId(tx, partnershipId);
	for (const { matterId, ...to } of contacts)
		if (to.personId === null || to.personId !== actor.personId)
			await queueMail(tx, now, {
				...{ ...to, roundId: null, planId },
				...{ reason: 'matter-notice', about: String(matterId) }
			});
}

/** Returns the ids of a matter and of all merged into it, also by way of others. */
async function matterAndMerged(read: Queryable, id: number): Promise<number[]> {
	const rows = await read.all<{ id: number }>(sql`
		with recursive tree (id) as (
			select ${id} union select m.id from ${matter} m join tree t on m.merged_into_id = t.id
		) select id from tree`);
	return rows.map((row) => row.id);
}
