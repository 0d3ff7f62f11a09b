import { randomBytes } from 'node:crypto';
import { and, eq, isNull, type SQL } from 'drizzle-orm';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { LinkWork } from '$lib/domain/round/reporting-link';
import type { Transaction } from '../database/database';
import { reportingAccess, reportingLink } from '../database/schema';
import { sha256 } from '../identity/hash';

export type ReportingAccess = typeof reportingAccess.$inferSelect;

/**
 * Access for a seat holder to all they report in a round, for a colleague to one measure, or for a seat holder to
 * a kind of work outside rounds.
 */
export type NewReportingAccess = Pick<
	typeof reportingAccess.$inferInsert,
	'personId' | 'name' | 'email' | 'writtenForm'
> & { measureId?: string | null } & (
		| { roundId: number }
		| { work: Exclude<LinkWork, 'round'>; planId: number; startsOn: CalendarDate; endsOn: CalendarDate }
	);

/**
 * Returns a recipient's access to a round or to work outside rounds, created if missing, in the caller's
 * transaction. A revoked access is restored without its old links; work outside rounds gets the period given last.
 */
export async function findOrCreateAccess(
	tx: Transaction,
	now: Date,
	given: NewReportingAccess
): Promise<ReportingAccess> {
	const { personId, measureId = null } = given;
	const period = 'roundId' in given ? null : { startsOn: given.startsOn, endsOn: given.endsOn };
	const email = given.email.trim().toLowerCase();
	const [known] = await tx
		.select()
		.from(reportingAccess)
		.where(
			and(
				scopeOf(given),
				eq(reportingAccess.personId, personId),
				measureId === null ? isNull(reportingAccess.measureId) : eq(reportingAccess.measureId, measureId),
				eq(reportingAccess.email, email)
			)
		);
	if (known && period) await tx.update(reportingAccess).set(period).where(eq(reportingAccess.id, known.id));
	if (known) return { ...(known.revokedAt ? await reissueAccess(tx, known) : known), ...period };
	const [made] = await tx
		.insert(reportingAccess)
		.values({ ...given, email, measureId, createdAt: now.toISOString() })
		.returning();
	return made!;
}

function scopeOf(given: NewReportingAccess): SQL | undefined {
	if ('roundId' in given) return eq(reportingAccess.roundId, given.roundId);
	return and(eq(reportingAccess.planId, given.planId), eq(reportingAccess.work, given.work));
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
