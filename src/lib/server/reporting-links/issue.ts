import { randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '../database/database';
import { reportingAccess, reportingLink } from '../database/schema';
import { sha256 } from '../identity/hash';

export type ReportingAccess = typeof reportingAccess.$inferSelect;

/** Whom an access is for: a seat holder for all they report, or a colleague for one measure. */
export type NewReportingAccess = Pick<
	typeof reportingAccess.$inferInsert,
	'roundId' | 'personId' | 'name' | 'email' | 'writtenForm'
> & { measureId?: string | null };

/**
 * The access of a reader to a round, made where there is none, in the caller's turn. One that was
 * revoked is given anew: the links that went out before stay worthless.
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
 * Makes one more link to an access. Those that went out before stay good: nobody knows which mail
 * arrived.
 *
 * @returns the token of `/r/<token>`, 32 random bytes; only its SHA-256 is kept
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
