import { and, eq, gt, ne, sql } from 'drizzle-orm';
import type { Database, Queryable, Transaction } from './database';
import { lease } from './schema';

/** Work that one process of an installation does at a time, and the process that does it. */
export interface LeaseHolder {
	name: 'mail' | 'backup';
	/** Id of the process. */
	holder: string;
}

/**
 * Takes or renews a lease, in the caller's transaction.
 *
 * @param times `until` is when another process may take it over
 * @returns true if the process now holds it
 */
export async function acquireLease(
	tx: Transaction,
	{ name, holder }: LeaseHolder,
	{ now, until }: { now: Date; until: Date }
): Promise<boolean> {
	const expiresAt = until.toISOString();
	const taken = await tx
		.insert(lease)
		.values({ name, holder, expiresAt })
		.onConflictDoUpdate({
			target: lease.name,
			set: { holder, expiresAt },
			setWhere: sql`${lease.holder} = ${holder} or ${lease.expiresAt} <= ${now.toISOString()}`
		})
		.returning({ name: lease.name });
	return taken.length > 0;
}

/** True if another process holds the lease. Reads only, since that is the usual case. */
export async function isLeaseHeldByOther(
	read: Queryable,
	{ name, holder }: LeaseHolder,
	now: Date
): Promise<boolean> {
	const others = await read
		.select({ name: lease.name })
		.from(lease)
		.where(and(eq(lease.name, name), ne(lease.holder, holder), gt(lease.expiresAt, now.toISOString())));
	return others.length > 0;
}

/** Releases a lease, so that another process can do the work at once. */
export async function releaseLease(db: Database, { name, holder }: LeaseHolder): Promise<void> {
	await db.write((tx) => tx.delete(lease).where(and(eq(lease.name, name), eq(lease.holder, holder))));
}
