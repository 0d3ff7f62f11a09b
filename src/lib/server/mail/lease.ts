import { and, eq, gt, ne, sql } from 'drizzle-orm';
import type { Database, Queryable, Transaction } from '../database/database';
import { lease } from '../database/schema';

/** Of all processes on a database, one sends mail. */
const leaseName = 'mail';

/** How long the holder may be silent before another takes over. */
const leaseDuration = 120_000;

/**
 * Takes the lease, or holds it for longer; in the caller's turn.
 *
 * @param holder names the process
 * @returns whether it is the holder's now
 */
export async function acquireLease(tx: Transaction, holder: string, now: Date): Promise<boolean> {
	const expiresAt = new Date(now.getTime() + leaseDuration).toISOString();
	const taken = await tx
		.insert(lease)
		.values({ name: leaseName, holder, expiresAt })
		.onConflictDoUpdate({
			target: lease.name,
			set: { holder, expiresAt },
			setWhere: sql`${lease.holder} = ${holder} or ${lease.expiresAt} <= ${now.toISOString()}`
		})
		.returning({ name: lease.name });
	return taken.length > 0;
}

/** Whether another process sends; asked without waiting for a turn, as most often one does. */
export async function isLeaseHeldByOther(read: Queryable, holder: string, now: Date): Promise<boolean> {
	const others = await read
		.select({ name: lease.name })
		.from(lease)
		.where(and(eq(lease.name, leaseName), ne(lease.holder, holder), gt(lease.expiresAt, now.toISOString())));
	return others.length > 0;
}

/** Lets another process send at once. */
export async function releaseLease(db: Database, holder: string): Promise<void> {
	await db.write((tx) => tx.delete(lease).where(and(eq(lease.name, leaseName), eq(lease.holder, holder))));
}
