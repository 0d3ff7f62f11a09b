import { randomUUID } from 'node:crypto';
import { and, eq, gte, inArray, or, sql } from 'drizzle-orm';
import { toOsloDate, startOfDay, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { WrittenForm } from '$lib/domain/localized';
import {
	mailDay,
	reminderTimeOn,
	decideQueueing,
	type RecipientMail,
	type MailReason,
	type QueueDecision
} from '$lib/domain/mail/mail';
import type { Transaction } from './database';
import { mail } from './schema';

/** A mail to be sent: to whom, about which round, and why. What it says is made when it is sent. */
export interface MailRequest {
	email: string;
	name: string;
	writtenForm: WrittenForm;
	/** Null for who has no account. */
	personId: number | null;
	/** Null for a report outside rounds. */
	roundId: number | null;
	reason: MailReason;
	/** What tells two mails with the same reason apart, such as a measure's id. */
	about?: string;
}

/**
 * Puts a mail on its way, in the turn of what causes it: both stand or neither. A reader has one
 * mail of a round waiting at most and gets one a day; the weightiest reason wins.
 */
export async function queueMail(tx: Transaction, now: Date, order: MailRequest): Promise<QueueDecision> {
	const today = toOsloDate(now);
	const recipient = order.email.trim().toLowerCase();
	const others = await pendingMailTo(tx, recipient, today);
	const concerning = others.filter((one) => one.state === 'sent' || one.roundId === order.roundId);
	const answer = decideQueueing(order.reason, today, concerning);
	if (!answer.queue) return answer;
	const lighter = concerning.filter((one) => one.state === 'waiting').map((one) => one.id);
	if (lighter.length > 0) await tx.update(mail).set({ state: 'dropped' }).where(inArray(mail.id, lighter));
	const { name, writtenForm, personId, roundId, reason, about = '' } = order;
	const row = { recipient, name, writtenForm, personId, roundId, reason, about, day: answer.day };
	await upsertMail(tx, now, row);
	return answer;
}

/** Takes what waits for a round off the way: once it has closed, nobody is asked to report. */
export async function dropRoundMail(tx: Transaction, roundId: number): Promise<void> {
	await tx
		.update(mail)
		.set({ state: 'dropped' })
		.where(and(eq(mail.roundId, roundId), eq(mail.state, 'waiting')));
}

/** What waits for a reader, and what they got today. */
async function pendingMailTo(
	tx: Transaction,
	recipient: string,
	today: CalendarDate
): Promise<(RecipientMail & { id: number; roundId: number | null })[]> {
	const rows = await tx
		.select({
			id: mail.id,
			roundId: mail.roundId,
			reason: mail.reason,
			state: mail.state,
			day: mail.day,
			sentAt: mail.sentAt
		})
		.from(mail)
		.where(
			and(
				eq(mail.recipient, recipient),
				or(
					eq(mail.state, 'waiting'),
					and(eq(mail.state, 'sent'), gte(mail.sentAt, startOfDay(today).toISOString()))
				)
			)
		);
	return rows.map(({ state, sentAt, ...row }) => ({
		...row,
		state: state === 'sent' ? 'sent' : 'waiting',
		day: mailDay({ day: row.day, sentAt })
	}));
}

type NewMail = Omit<MailRequest, 'email'> & { recipient: string; day: CalendarDate };

/** One of the same reason and day that was dropped or has failed is taken up again, under its own name. */
async function upsertMail(tx: Transaction, now: Date, row: NewMail): Promise<void> {
	const createdAt = now.toISOString();
	const nextTryAt = row.day > toOsloDate(now) ? reminderTimeOn(row.day) : createdAt;
	const anew = { state: 'waiting', tries: 0, nextTryAt, lastError: null, createdAt } as const;
	await tx
		.insert(mail)
		.values({ ...row, ...anew, messageId: randomUUID() })
		.onConflictDoUpdate({
			target: [mail.recipient, mail.roundId, mail.reason, mail.about, mail.day],
			set: anew,
			setWhere: sql`${mail.state} in ('dropped', 'failed')`
		});
}
