import { randomUUID } from 'node:crypto';
import { and, eq, gte, inArray, or, sql } from 'drizzle-orm';
import { toOsloDate, startOfDay, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { WrittenForm } from '$lib/domain/localized';
import {
	mailDay,
	reminderTimeOn,
	decideQueueing,
	isReplaceable,
	type RecipientMail,
	type MailReason,
	type QueueDecision
} from '$lib/domain/mail/mail';
import type { Transaction } from './database';
import { mail } from './schema';

/** A mail to send: its recipient, round and reason. Its content is composed when it is sent. */
export interface MailRequest {
	email: string;
	name: string;
	writtenForm: WrittenForm;
	/** Null for a recipient without an account. */
	personId: number | null;
	/** Null outside rounds. */
	roundId: number | null;
	/** The plan whose partnership sends it; needed outside rounds unless `about` is a measure. */
	planId?: number | null;
	reason: MailReason;
	/** Distinguishes mails with the same reason, as by a measure's id. */
	about?: string;
}

/**
 * Queues a mail in the transaction of its cause, by the rule of its class (`mailClassRules`); of those that
 * replace each other, the weightiest reason wins.
 */
export async function queueMail(tx: Transaction, now: Date, request: MailRequest): Promise<QueueDecision> {
	const today = toOsloDate(now);
	const recipient = request.email.trim().toLowerCase();
	const others = await pendingMailTo(tx, recipient, today);
	const { name, writtenForm, personId, roundId, planId = null, reason, about = '' } = request;
	const cause = { reason, roundId, about };
	const answer = decideQueueing(cause, today, others);
	if (!answer.queue) return answer;
	const lighter = others.filter((one) => one.state === 'waiting' && isReplaceable(one, cause));
	const replaced = lighter.map((one) => one.id);
	if (replaced.length > 0) await tx.update(mail).set({ state: 'dropped' }).where(inArray(mail.id, replaced));
	const row = { recipient, name, writtenForm, personId, planId, ...cause, day: answer.day };
	await upsertMail(tx, now, row);
	return answer;
}

/** Drops the waiting mail of a round that has closed. */
export async function dropRoundMail(tx: Transaction, roundId: number): Promise<void> {
	await tx
		.update(mail)
		.set({ state: 'dropped' })
		.where(and(eq(mail.roundId, roundId), eq(mail.state, 'waiting')));
}

/** Returns the mail that waits for a recipient, and the mail sent today. */
async function pendingMailTo(
	tx: Transaction,
	recipient: string,
	today: CalendarDate
): Promise<(RecipientMail & { id: number })[]> {
	const rows = await tx
		.select({
			id: mail.id,
			roundId: mail.roundId,
			reason: mail.reason,
			about: mail.about,
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

/**
 * Queues a mail; one with the same reason and day that was dropped or has failed is queued again under its
 * Message-ID.
 */
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
