import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import { reportingLinkExpiry } from '$lib/domain/round/reporting-link';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import { isMandatoryMail, type MailReason } from '$lib/domain/mail/mail';
import {
	isOutstanding,
	findRecipients,
	countEvaluations,
	type Recipient as MailReader
} from '$lib/domain/mail/reminder';
import { acceptsReports } from '$lib/domain/round/round';
import type { Queryable } from '../database/database';
import { evaluation, person, reportingAccess, round as rounds, type mail } from '../database/schema';
import { partnershipOf } from '../plans/queries';
import { reportingFacts, type MeasureToReport } from '../reminders/queries';
import type { Round } from '../rounds/queries';

export type MailRow = typeof mail.$inferSelect;

/** The origin of links, the time, and how the link of an invitation is made. */
export interface NoticeContext {
	origin: string;
	now: Date;
	/** Returns the token of a new set-up link; without it, as in a preview, the mail has no working link. */
	setupToken?: (personId: number) => Promise<string>;
	/** Returns the token of the link to a new address; null if it no longer waits. */
	addressToken?: (to: { personId: number; email: string }) => Promise<string | null>;
	/** Returns the token of a new link to follow a decision up. */
	decisionToken?: (to: { decisionId: number; personId: number }) => Promise<string>;
	/** Returns the token of a new link to answer a question. */
	inquiryToken?: (to: { inquiryId: number; personId: number }) => Promise<string>;
	/** Returns the token of a new link to answer a meeting's notice. */
	meetingToken?: (to: { meetingId: number; personId: number }) => Promise<string>;
	/** Returns the token of a new link to a matter's status page. */
	statusToken?: (matterId: number) => Promise<string>;
	/** Returns the token of the link that confirms a matter; null if it no longer waits. */
	confirmationToken?: (pendingId: number) => Promise<string | null>;
}

/** The data of a mail on the day it is sent. */
export interface MailContext {
	reason: MailReason;
	today: CalendarDate;
	round: Round;
	reader: MailReader<MeasureToReport>;
	/** The measure that was returned or delegated. */
	about: MeasureToReport | null;
	/** Name of the person who delegated it. */
	givenBy: string | null;
	partnership: Localized | null;
	/** True if a measure of the reader was reported in an earlier round. */
	hasEarlier: boolean;
	/** The last day that a link opens the reporting page without signing in. */
	linksEndOn: CalendarDate;
}

/**
 * Loads the data of a mail; null if the mail is no longer needed: everything is submitted, the round accepts no
 * evaluations, the delegation was revoked, or the recipient no longer reports, has declined or could not sign
 * in.
 */
export async function loadMailContext(read: Queryable, row: MailRow, now: Date): Promise<MailContext | null> {
	const [round] =
		row.roundId === null ? [] : await read.select().from(rounds).where(eq(rounds.id, row.roundId));
	if (!round || !acceptsReports(round.state)) return null;
	const facts = await reportingFacts(read, round, now);
	const reader = findRecipients(facts).find(({ email }) => email === row.recipient);
	const about = reader?.measures.find(({ id }) => id === row.about) ?? null;
	const today = toOsloDate(now);
	const linksEndOn = reportingLinkExpiry(round);
	const { reason } = row;
	if (!reader || !isStillRelevant(reader, reason, about) || (reader.personId === null && today > linksEndOn))
		return null;
	return {
		reason,
		today,
		round,
		reader,
		about,
		givenBy: reason === 'handed-on' ? await delegatorName(read, round.id, row) : null,
		partnership: (await partnershipOf(read, round.planId))?.name ?? null,
		hasEarlier: await hasEarlierReport(read, round.id, reader.measures),
		linksEndOn
	};
}

function isStillRelevant(
	reader: MailReader<MeasureToReport>,
	reason: MailReason,
	about: MeasureToReport | null
): boolean {
	if (countEvaluations(reader).left === 0 || (reader.declinesMail && !isMandatoryMail(reason))) return false;
	if (reason === 'returned') return about?.state === 'returned';
	if (reason === 'handed-on')
		return about !== null && isOutstanding(about.state) && reader.handed.includes(about);
	return true;
}

/** True if one of the measures was reported in another round, or between rounds. */
export async function hasEarlierReport(
	read: Queryable,
	roundId: number,
	measures: readonly MeasureToReport[]
): Promise<boolean> {
	const ids = measures.map(({ id }) => id);
	const found = await read
		.select({ id: evaluation.id })
		.from(evaluation)
		.where(
			and(
				inArray(evaluation.measureId, ids),
				inArray(evaluation.state, ['approved', 'locked']),
				or(isNull(evaluation.roundId), ne(evaluation.roundId, roundId))
			)
		)
		.limit(1);
	return found.length > 0;
}

async function delegatorName(read: Queryable, roundId: number, row: MailRow): Promise<string | null> {
	const [given] = await read
		.select({ name: person.name })
		.from(reportingAccess)
		.innerJoin(person, eq(person.id, reportingAccess.personId))
		.where(
			and(
				eq(reportingAccess.roundId, roundId),
				eq(reportingAccess.measureId, row.about),
				eq(reportingAccess.email, row.recipient),
				isNull(reportingAccess.revokedAt)
			)
		);
	return given?.name ?? null;
}
