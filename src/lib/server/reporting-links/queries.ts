import { and, asc, eq, isNull } from 'drizzle-orm';
import {
	checkReportingLink,
	linkPeriodEnd,
	type LinkPeriod,
	type LinkWork,
	type ReportingLinkRefusal
} from '$lib/domain/round/reporting-link';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Localized, WrittenForm } from '$lib/domain/localized';
import { compareNames } from '$lib/domain/text/name-order';
import type { Queryable } from '../database/database';
import { measure, person, reportingAccess, reportingLink, round } from '../database/schema';
import { sha256 } from '../identity/hash';
import { partnershipOf } from '../plans/queries';
import type { Round } from '../rounds/queries';
import type { ReportingAccess } from './issue';

/** Access to one person's work, in one round or outside rounds. */
export interface OpenReportingAccess {
	accessId: number;
	work: LinkWork;
	planId: number;
	/** Null for work outside rounds. */
	round: Round | null;
	/** The seat holder; for a delegated measure, the delegator. */
	personId: number;
	/** The delegated measure; null for all that the seat holder reports. */
	measureId: string | null;
	/** The recipient's name. */
	name: string;
	email: string;
	writtenForm: WrittenForm;
	/** The last valid day. */
	endsOn: CalendarDate;
}

export type LinkAccessResult =
	{ ok: true; access: OpenReportingAccess } | { ok: false; reason: ReportingLinkRefusal };

const tokenPattern = /^[\w-]{43}$/;

/** Returns the access a link's token opens now, or the reason it is not valid. */
export async function resolveLink(read: Queryable, token: string, now: Date): Promise<LinkAccessResult> {
	const found = await accessByToken(read, token);
	if (!found) return { ok: false, reason: 'unknown' };
	const { access, round: of, disabledAt } = found;
	const period = periodOf(found);
	const reason = checkReportingLink(
		{ revoked: access.revokedAt !== null, disabled: disabledAt !== null, period },
		toOsloDate(now)
	);
	if (reason) return { ok: false, reason };
	const { id: accessId, work, personId, measureId, name, email, writtenForm } = access;
	const planId = of?.planId ?? access.planId!;
	const endsOn = linkPeriodEnd(period);
	return {
		ok: true,
		access: { accessId, work, planId, round: of, personId, measureId, name, email, writtenForm, endsOn }
	};
}

/** The table requires a start and an end without a round. */
function periodOf({ access, round: of }: { access: ReportingAccess; round: Round | null }): LinkPeriod {
	return of ? { round: of } : { startsOn: access.startsOn!, endsOn: access.endsOn! };
}

/** Returns a token's access, valid or not, or null for an unknown token. */
export async function accessByToken(read: Queryable, token: string) {
	if (!tokenPattern.test(token)) return null;
	const [found] = await read
		.select({
			access: reportingAccess,
			round,
			disabledAt: person.disabledAt,
			personDeclines: person.declinesMail
		})
		.from(reportingLink)
		.innerJoin(reportingAccess, eq(reportingAccess.id, reportingLink.accessId))
		.leftJoin(round, eq(round.id, reportingAccess.roundId))
		.innerJoin(person, eq(person.id, reportingAccess.personId))
		.where(eq(reportingLink.tokenHash, sha256(token)));
	return found ?? null;
}

/** True if the recipient of a link declines reminders; null for an unknown token. */
export async function isMailDeclined(read: Queryable, token: string): Promise<boolean | null> {
	const found = await accessByToken(read, token);
	if (!found) return null;
	return found.access.measureId === null ? found.personDeclines : found.access.declinesMail;
}

/** Returns the partnership of a link, valid or not; null for an unknown token. */
export async function partnershipOfLink(read: Queryable, token: string): Promise<number | null> {
	const found = await accessByToken(read, token);
	return found && ((await partnershipOf(read, found.round?.planId ?? found.access.planId!))?.id ?? null);
}

export interface AccessEntry {
	id: number;
	name: string;
	email: string;
	/** Name of the delegator, or of the seat holder. */
	givenBy: string;
	measure: { id: string; code: string; title: Localized } | null;
	revoked: boolean;
}

/** Lists the names of a measure's active delegates in a round. One statement. */
export async function delegatesOf(read: Queryable, roundId: number, measureId: string): Promise<string[]> {
	const rows = await read
		.select({ name: reportingAccess.name })
		.from(reportingAccess)
		.where(
			and(
				eq(reportingAccess.roundId, roundId),
				eq(reportingAccess.measureId, measureId),
				isNull(reportingAccess.revokedAt)
			)
		)
		.orderBy(asc(reportingAccess.id));
	return rows.sort(compareNames).map(({ name }) => name);
}

/** Lists the accesses to a round by name. One statement. */
export async function accessEntries(read: Queryable, roundId: number): Promise<AccessEntry[]> {
	const rows = await read
		.select({
			id: reportingAccess.id,
			name: reportingAccess.name,
			email: reportingAccess.email,
			givenBy: person.name,
			revokedAt: reportingAccess.revokedAt,
			measureId: measure.id,
			code: measure.code,
			title: measure.title
		})
		.from(reportingAccess)
		.innerJoin(person, eq(person.id, reportingAccess.personId))
		.leftJoin(measure, eq(measure.id, reportingAccess.measureId))
		.where(eq(reportingAccess.roundId, roundId))
		.orderBy(asc(reportingAccess.id));
	return rows.sort(compareNames).map(({ measureId, code, title, revokedAt, ...row }) => ({
		...row,
		measure: measureId !== null && code && title ? { id: measureId, code, title } : null,
		revoked: revokedAt !== null
	}));
}
