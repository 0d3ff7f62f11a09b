import { and, asc, eq, isNull } from 'drizzle-orm';
import {
	reportingLinkExpiry,
	checkReportingLink,
	type ReportingLinkRefusal
} from '$lib/domain/round/reporting-link';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Localized, WrittenForm } from '$lib/domain/localized';
import type { Queryable } from '../database/database';
import { measure, person, reportingAccess, reportingLink, round } from '../database/schema';
import { sha256 } from '../identity/hash';
import type { Round } from '../rounds/queries';

/** What a link opens: the reporting page of one person in one round. */
export interface OpenReportingAccess {
	accessId: number;
	round: Round;
	/** The seat holder; for a measure that was handed on, the one who handed it on. */
	personId: number;
	/** The one measure it is for; null for all that the seat holder reports. */
	measureId: string | null;
	/** Who the link is for. */
	name: string;
	email: string;
	writtenForm: WrittenForm;
	/** The last day it opens. */
	endsOn: CalendarDate;
}

export type LinkAccessResult =
	{ ok: true; access: OpenReportingAccess } | { ok: false; reason: ReportingLinkRefusal };

const tokenPattern = /^[\w-]{43}$/;

/** What a link's token opens now, or why it opens nothing. */
export async function resolveLink(read: Queryable, token: string, now: Date): Promise<LinkAccessResult> {
	const found = await accessByToken(read, token);
	if (!found) return { ok: false, reason: 'unknown' };
	const { access, disabledAt } = found;
	const reason = checkReportingLink(
		{ revoked: access.revokedAt !== null, disabled: disabledAt !== null, round: found.round },
		toOsloDate(now)
	);
	if (reason) return { ok: false, reason };
	const { id: accessId, personId, measureId, name, email, writtenForm } = access;
	const endsOn = reportingLinkExpiry(found.round);
	return {
		ok: true,
		access: { accessId, round: found.round, personId, measureId, name, email, writtenForm, endsOn }
	};
}

/** The access a token was made for, open or not; null where it was made for none. */
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
		.innerJoin(round, eq(round.id, reportingAccess.roundId))
		.innerJoin(person, eq(person.id, reportingAccess.personId))
		.where(eq(reportingLink.tokenHash, sha256(token)));
	return found ?? null;
}

/** Whether who got a link declines reminders; null where the token is of no use. */
export async function isMailDeclined(read: Queryable, token: string): Promise<boolean | null> {
	const found = await accessByToken(read, token);
	if (!found) return null;
	return found.access.measureId === null ? found.personDeclines : found.access.declinesMail;
}

export interface AccessEntry {
	id: number;
	name: string;
	email: string;
	/** Who handed the measure on, or the seat holder themself. */
	givenBy: string;
	measure: { id: string; code: string; title: Localized } | null;
	revoked: boolean;
}

/** The names of those who were handed a measure and may still report it in a round. One statement. */
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
		.orderBy(asc(reportingAccess.name));
	return rows.map(({ name }) => name);
}

/** Who may report in a round without signing in, by name. One statement. */
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
		.orderBy(asc(reportingAccess.name), asc(reportingAccess.id));
	return rows.map(({ measureId, code, title, revokedAt, ...row }) => ({
		...row,
		measure: measureId !== null && code && title ? { id: measureId, code, title } : null,
		revoked: revokedAt !== null
	}));
}
