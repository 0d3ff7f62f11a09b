import { randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '../database/database';
import { reportingAccess, reportingLink } from '../database/schema';
import { sha256 } from '../identity/hash';

export type ReportingAccess = typeof reportingAccess.$inferSelect;

/** Access for a seat holder to all they report, or for a colleague to one measure. */
export type NewReportingAccess = Pick<
	typeof reportingAccess.$inferInsert,
	'roundId' | 'personId' | 'name' | 'email' | 'writtenForm'
> & { measureId?: string | null };

/**
 * Returns a recipient's access to a round, created if missing, in the caller's transaction. A revoked access
 * is restored without its old links.
 */
export async function findOrCreateAccess(
	tx: Transaction,
	now: Date,
	given: NewReportingAccess
): Promise<ReportingAccess> {
	const { roundId, personId, measureId = null } = given;
	const email = given.email.trim().toLowerCase();
	const [known] = await tx
		.select()
		.from(reportingAccess)
		.where(
			and(
				eq(reportingAccess.roundId, roundId),
				eq(reportingAccess.personId, personId),
				measureId === null ? isNull(reportingAccess.measureId) : eq(reportingAccess.measureId, measureId),
				eq(reportingAccess.email, email)
			)
		);
	if (known && !known.revokedAt) return known;
	if (known) return reissueAccess(tx, known);
	const [made] = await tx
		.insert(reportingAccess)
		.values({ ...given, email, measureId, createdAt: now.toISOString() })
		.returning();
	return made!;
}

async function reissueAccess(tx: Transaction, access: ReportingAccess): Promise<ReportingAccess> {
	await tx.delete(reportingLink).where(eq(reportingLink.accessId, access.id));
	await tx.update(reportingAccess).set({ revokedAt: null }).where(eq(reportingAccess.id, access.id));
	return { ...access, revokedAt: null };
}

/**
 * Issues another link to an access. Earlier links stay valid.
 *
 * @returns the token of `/r/<token>`, 32 random bytes; only its SHA-256 is stored
 */
export async function issueLink(
	tx: Transaction,
	access: Pick<ReportingAccess, 'id'>,
	now: Date
): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	await tx
		.insert(reportingLink)
		.values({ tokenHash: sha256(token), accessId: access.id, createdAt: now.toISOString() });
	return token;
}
