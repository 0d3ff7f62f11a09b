import { and, count, desc, eq, inArray, sql } from 'drizzle-orm';
import { toOsloDate, type CalendarDate, type Instant } from '$lib/domain/calendar/calendar-date';
import { areaKey, type AreaKey } from '$lib/domain/figures/figures';
import { mailStates, type MailReason, type MailState } from '$lib/domain/mail/mail';
import {
	dueReminders,
	findRecipients,
	countEvaluations,
	reminderObstacle,
	type Recipient as MailReader,
	type ReminderObstacle
} from '$lib/domain/mail/reminder';
import type { RoundKey, RoundPeriod } from '$lib/domain/round/round';
import { m } from '$lib/i18n/paraglide/messages';
import { reportingLinkExpiry } from '$lib/domain/round/reporting-link';
import type { Queryable } from '../database/database';
import { event, mail, measure, plan, round } from '../database/schema';
import { partnershipOf, type Plan } from '../plans/queries';
import { reportingFacts, type MeasureToReport } from '../reminders/queries';
import type { Round } from '../rounds/queries';
import { composeMail, type MailContent } from './content';
import { composeNotice } from './notice';
import { hasEarlierReport, loadMailContext, type MailRow, type MailContext } from './context';

/** A mail as listed in the outbox. */
export interface MailSummary {
	id: number;
	name: string;
	recipient: string;
	reason: MailReason;
	round: RoundPeriod | null;
	state: MailState;
	day: CalendarDate;
	tries: number;
	nextTryAt: Instant;
	sentAt: Instant | null;
	lastError: string | null;
}

/** A mail belongs to its round's plan; outside rounds, to the one it names or the plan of its measure. */
const planOfMail = sql`coalesce(${round.planId}, ${mail.planId}, ${measure.planId})`;

interface MailSelection {
	states?: readonly MailState[];
	/** From 1. */
	page?: number;
	pageSize?: number;
}

/** Lists the newest mails of a partnership's plans in the given states, in one statement. */
export async function listOutbox(
	read: Queryable,
	partnershipId: number,
	{ states = mailStates, page = 1, pageSize = 100 }: MailSelection = {}
): Promise<MailSummary[]> {
	const rows = await read
		.select({
			id: mail.id,
			name: mail.name,
			recipient: mail.recipient,
			reason: mail.reason,
			year: round.year,
			kind: round.kind,
			state: mail.state,
			day: mail.day,
			tries: mail.tries,
			nextTryAt: mail.nextTryAt,
			sentAt: mail.sentAt,
			lastError: mail.lastError
		})
		.from(mail)
		.leftJoin(round, eq(round.id, mail.roundId))
		.leftJoin(measure, eq(measure.id, mail.about))
		.innerJoin(plan, eq(plan.id, planOfMail))
		.where(and(eq(plan.partnershipId, partnershipId), inArray(mail.state, [...states])))
		.orderBy(desc(mail.id))
		.limit(pageSize)
		.offset((page - 1) * pageSize);
	return rows.map(({ year, kind, ...row }) => ({ ...row, round: year && kind ? { year, kind } : null }));
}

/** Counts a partnership's mails by state, in one statement. */
export async function mailCounts(read: Queryable, partnershipId: number): Promise<Record<MailState, number>> {
	const rows = await read
		.select({ state: mail.state, count: count() })
		.from(mail)
		.leftJoin(round, eq(round.id, mail.roundId))
		.leftJoin(measure, eq(measure.id, mail.about))
		.innerJoin(plan, eq(plan.id, planOfMail))
		.where(eq(plan.partnershipId, partnershipId))
		.groupBy(mail.state);
	const counts = { waiting: 0, sent: 0, failed: 0, dropped: 0 };
	for (const row of rows) counts[row.state] = row.count;
	return counts;
}

/** Returns a mail with its plan; null if it does not exist. */
export async function mailById(read: Queryable, id: number): Promise<{ row: MailRow; of: Plan } | null> {
	const [found] = await read
		.select({ row: mail, of: plan })
		.from(mail)
		.leftJoin(round, eq(round.id, mail.roundId))
		.leftJoin(measure, eq(measure.id, mail.about))
		.innerJoin(plan, eq(plan.id, planOfMail))
		.where(eq(mail.id, id));
	return found ?? null;
}

/** Returns the current content of a mail, without a working link; null if it is no longer needed. */
export async function previewMail(read: Queryable, row: MailRow, now: Date): Promise<MailContent | null> {
	if (row.roundId === null) return composeNotice(read, row, { origin: '', now });
	const context = await loadMailContext(read, row, now);
	return context && composeWithoutLinks(context);
}

function composeWithoutLinks(context: MailContext): MailContent {
	const { reader } = context;
	const href = m.mail_preview_link({}, { locale: reader.writtenForm });
	const handed = reader.left.filter((one) => reader.handed.includes(one));
	const own = reader.left.length > handed.length ? [{ href, measure: null }] : [];
	const rollouts = reader.rollouts
		.filter(({ left }) => left > 0)
		.map(({ name }) => ({ href, measure: null, party: name }));
	return composeMail(context, {
		report: [...own, ...rollouts, ...handed.map((measure) => ({ href, measure }))],
		stop: href
	});
}

export interface ReminderCandidate {
	reader: MailReader<MeasureToReport>;
	/** Reason that the person is not reminded; null if they are. */
	not: ReminderObstacle | null;
}

/**
 * Recipients of a reminder on request: all of a round, those of a body, an area or a measure, or one person.
 */
export interface ReminderFilter {
	bodyId?: number | undefined;
	/** Code of the measure. */
	measure?: string | undefined;
	area?: AreaKey | undefined;
	/** The recipient's address, because colleagues have no account. */
	email?: string | undefined;
}

/**
 * Returns the recipients of a reminder on request, and the reason for those who get none. Considers only what
 * the reminder is about.
 */
export async function reminderCandidates(
	read: Queryable,
	{ round: of, filter }: { round: Round; filter: ReminderFilter },
	now: Date
): Promise<ReminderCandidate[]> {
	const facts = await reportingFacts(read, of, now);
	const email = filter.email?.trim().toLowerCase();
	return findRecipients(facts)
		.filter((reader) => email === undefined || reader.email === email)
		.filter(({ measures, rollouts }) =>
			isWholeRound(filter)
				? measures.length + rollouts.length > 0
				: measures.some((one) => matchesFilter(filter, one))
		)
		.map((reader) => {
			const isLeft = isWholeRound(filter)
				? countEvaluations(reader).left > 0
				: reader.left.some((one) => matchesFilter(filter, one));
			return { reader, not: isLeft ? reminderObstacle(facts, reader, toOsloDate(now)) : 'all-submitted' };
		});
}

/** True if the filter names no body, measure or area, so that rollouts are included. */
function isWholeRound({ bodyId, measure, area }: ReminderFilter): boolean {
	return bodyId === undefined && measure === undefined && area === undefined;
}

function matchesFilter({ bodyId, measure, area }: ReminderFilter, one: MeasureToReport): boolean {
	return (
		(bodyId === undefined || one.bodyId === bodyId) &&
		(measure === undefined || one.code === measure) &&
		(area === undefined || areaKey({ area: one.areaNumber }) === area)
	);
}

/** The result of a reminder on request. */
export interface ReminderResult {
	/** Names of the people it was queued for. */
	names: string[];
	/** People it was not queued for, and why. */
	not: { name: string; why: ReminderObstacle }[];
}

/** Returns the result of a reminder on request by its event number; null if there is none in the round. */
export async function loadReminderResult(
	read: Queryable,
	{ planId, round: key, seq }: { planId: number; round: RoundKey; seq: number }
): Promise<ReminderResult | null> {
	const [found] = await read
		.select({ after: event.after })
		.from(event)
		.where(
			and(
				eq(event.seq, seq),
				eq(event.planId, planId),
				eq(event.noun, 'mail'),
				eq(event.verb, 'remind'),
				eq(event.nounId, key)
			)
		);
	if (!found?.after) return null;
	const { names, not = [] } = found.after as Partial<ReminderResult>;
	return names ? { names, not } : null;
}

/** Returns the content of a reminder on request to a recipient. */
export async function previewReminder(
	read: Queryable,
	{ round: of, reader }: { round: Round; reader: ReminderCandidate['reader'] },
	now: Date
): Promise<MailContent> {
	return composeWithoutLinks({
		reason: 'asked',
		today: toOsloDate(now),
		round: of,
		reader,
		about: null,
		givenBy: null,
		partnership: (await partnershipOf(read, of.planId))?.name ?? null,
		hasEarlier: await hasEarlierReport(read, of.id, reader.measures),
		linksEndOn: reportingLinkExpiry(of)
	});
}

/** Returns the rounds that accept evaluations, in all plans. */
function runningRounds(read: Queryable): Promise<Round[]> {
	return read
		.select()
		.from(round)
		.where(inArray(round.state, ['open', 'reading']));
}

export interface DueReminder {
	round: Round;
	reader: MailReader<MeasureToReport>;
	reason: MailReason;
}

/** Returns today's reminders that are not queued yet. */
export async function findDueReminders(read: Queryable, now: Date): Promise<DueReminder[]> {
	const due: DueReminder[] = [];
	for (const running of await runningRounds(read)) {
		const facts = await reportingFacts(read, running, now);
		due.push(...dueReminders(facts, toOsloDate(now)).map((one) => ({ round: running, ...one })));
	}
	return due;
}

/** Counts the waiting mails that may be sent now. */
export async function countDueMail(read: Queryable, now: Date): Promise<number> {
	const [row] = await read
		.select({ count: count() })
		.from(mail)
		.where(and(eq(mail.state, 'waiting'), sql`${mail.nextTryAt} <= ${now.toISOString()}`));
	return row?.count ?? 0;
}
