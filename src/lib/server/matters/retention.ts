import { and, eq, inArray, isNotNull, lte, or, sql } from 'drizzle-orm';
import { monthsBefore, pendingSince, statusPageMonths } from '$lib/domain/matter/open-form';
import type { Database, Queryable, Transaction } from '../database/database';
import { mail, matter, matterLink, matterSender, partnership, pendingMatter } from '../database/schema';
import { followedMatter } from './senders';
import { deletePending } from './status-link';

/** Number of rows that a run deleted. */
interface Forgotten {
	pending: number;
	senders: number;
	links: number;
}

/**
 * Deletes unconfirmed matters after 48 hours, senders some months after the matter they follow was closed, and
 * links whose time is up. Leaves no event, because the log names no sender. Safe to repeat and to run in several
 * processes.
 */
export async function forgetSenders({ db, now }: { db: Database; now: Date }): Promise<Forgotten> {
	const due = await findDue(db.read, now);
	if (due.pending.length + due.senders.length + due.links.length === 0)
		return { pending: 0, senders: 0, links: 0 };
	return db.write(async (tx) => {
		// Found again: a matter may have been confirmed or opened again meanwhile.
		const { pending, senders, links } = await findDue(tx, now);
		await deletePending(tx, pending);
		await deleteSenders(tx, senders);
		await tx.delete(matterLink).where(inArray(matterLink.matterId, links));
		return { pending: pending.length, senders: senders.length, links: links.length };
	});
}

/** Deletes senders, their links and the mail to them. */
async function deleteSenders(tx: Transaction, matterIds: readonly number[]): Promise<void> {
	const ids = [...matterIds];
	await tx.delete(mail).where(and(eq(mail.reason, 'matter-notice'), inArray(mail.about, ids.map(String))));
	await tx.delete(matterLink).where(inArray(matterLink.matterId, ids));
	await tx.delete(matterSender).where(inArray(matterSender.matterId, ids));
}

async function findDue(read: Queryable, now: Date) {
	const pending = await read
		.select({ id: pendingMatter.id })
		.from(pendingMatter)
		.where(lte(pendingMatter.sentAt, pendingSince(now)));
	const closed = await read
		.selectDistinct({
			matter,
			months: partnership.senderMonths,
			hasSender: sql<number>`${matterSender.matterId} is not null`
		})
		.from(matter)
		.innerJoin(partnership, eq(partnership.id, matter.partnershipId))
		.leftJoin(matterSender, eq(matterSender.matterId, matter.id))
		.leftJoin(matterLink, eq(matterLink.matterId, matter.id))
		.where(
			and(
				isNotNull(matter.closedAt),
				lte(matter.closedAt, monthsBefore(now, 1)),
				or(isNotNull(matterSender.matterId), isNotNull(matterLink.matterId))
			)
		);
	const senders: number[] = [];
	const links: number[] = [];
	for (const { matter: one, months, hasSender } of closed) {
		const { closedAt } = await followedMatter(read, one);
		if (closedAt === null) continue;
		if (hasSender && closedAt <= monthsBefore(now, months)) senders.push(one.id);
		if (closedAt <= monthsBefore(now, statusPageMonths)) links.push(one.id);
	}
	return { pending: pending.map(({ id }) => id), senders, links };
}
