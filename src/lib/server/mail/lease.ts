import { and, eq, gt, ne, sql } from 'drizzle-orm';
import type { Database, Queryable, Transaction } from '../database/database';
import { lease } from '../database/schema';

/** One process per database sends mail. */
const leaseName = 'mail';

/** Milliseconds after which another process may take over the lease. */
const leaseDuration = 120_000;

/**
 * Takes or renews the lease, in the caller's transaction.
 *
 * @param holder id of the process
 * @returns true if the process now holds it
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

/** True if another process holds the lease. Reads only, since that is the usual case. */
export async function isLeaseHeldByOther(read: Queryable, holder: string, now: Date): Promise<boolean> {
	const others = await read
		.select({ name: lease.name })
		.from(lease)
		.where(and(eq(lease.name, leaseName), ne(lease.holder, holder), gt(lease.expiresAt, now.toISOString())));
	return others.length > 0;
}

/** Releases the lease, so that another process can send at once. */
export async function releaseLease(db: Database, holder: string): Promise<void> {
	await db.write((tx) => tx.delete(lease).where(and(eq(lease.name, leaseName), eq(lease.holder, holder))));
}
