import { and, asc, eq, gte, lte } from 'drizzle-orm';
import { addDays, startOfDay, toOsloDate } from '$lib/domain/calendar/calendar-date';
import { isDelayedBy, nextRetryAt, reminderTimeOn } from '$lib/domain/mail/mail';
import type { Database, Transaction } from '../database/database';
import { acquireLease, isLeaseHeldByOther, releaseLease } from '../database/lease';
import { mail } from '../database/schema';
import { composeMail } from './content';
import { createMailLinks } from './links';
import { loadMailContext, type MailRow } from './context';
import { composeNotice } from './notice';
import { isRecipientRefused, isUnreachable, type OutgoingMail, type MailTransport } from './smtp';

/** Milliseconds after which another process may send instead of one that has died. */
const leaseDuration = 120_000;

export interface SendOptions {
	db: Database;
	/** Called for each mail, because sending takes time. */
	now: () => Date;
	transport: MailTransport;
	/** Origin of links, as "https://plan.example.no". */
	origin: string;
	/** Creates a set-up link in the transaction that claims its mail; returns the token. */
	setupToken?: (tx: Transaction, now: Date, personId: number) => Promise<string>;
	/** Creates the link to a new address in the same transaction. */
	addressToken?: (
		tx: Transaction,
		now: Date,
		to: { personId: number; email: string }
	) => Promise<string | null>;
	/** Creates the link to follow a decision up in the same transaction. */
	decisionToken?: (
		tx: Transaction,
		now: Date,
		to: { decisionId: number; personId: number }
	) => Promise<string>;
	/** Creates the link to answer a question in the same transaction. */
	inquiryToken?: (tx: Transaction, now: Date, to: { inquiryId: number; personId: number }) => Promise<string>;
	/** Creates the link to answer a notice in the same transaction. */
	meetingToken?: (tx: Transaction, now: Date, to: { meetingId: number; personId: number }) => Promise<string>;
	/** Creates the link to a matter's status page, and the one that confirms a matter, in the same transaction. */
	statusToken?: (tx: Transaction, now: Date, matterId: number) => Promise<string>;
	confirmationToken?: (tx: Transaction, now: Date, pendingId: number) => Promise<string | null>;
	/** Id of the process, different for every process. */
	holder: string;
	/** True to stop after the current mail. */
	stopping?: () => boolean;
	/** Aborts waiting for the answer to the current mail. */
	signal?: AbortSignal;
}

export interface SendResult {
	sent: number;
	/** Number of mails not accepted this time. */
	refused: number;
	/** Number of mails no longer needed. */
	dropped: number;
	/** True if another process sends. */
	elsewhere: boolean;
}

/**
 * Sends due mail one at a time, while this process holds the lease. A mail is claimed before it is sent and
 * marked as sent when the server accepts it. An accepted mail is never sent again; one without an answer is
 * retried under the same Message-ID.
 */
export async function sendDueMail(sending: SendOptions): Promise<SendResult> {
	const { db, now, transport, holder, stopping = () => false, signal: letGo } = sending;
	const result: SendResult = { sent: 0, refused: 0, dropped: 0, elsewhere: false };
	if (await isLeaseHeldByOther(db.read, { name: 'mail', holder }, now()))
		return { ...result, elsewhere: true };
	while (!stopping()) {
		const claimed = await db.write((tx) => claimNextMail(tx, sending));
		if (claimed === 'elsewhere') return { ...result, elsewhere: true };
		if (claimed === 'nothing') break;
		if (claimed === 'dropped') result.dropped++;
		if (typeof claimed === 'string') continue;
		const error = await sendUnlessAborted(transport, claimed.message, letGo).then(
			() => null,
			(reason: unknown) => reason
		);
		await recordAttempt(db, claimed.row, { at: now(), error });
		if (error === null) result.sent++;
		else result.refused++;
		// An unreachable server fails for the other mails too: they keep their tries.
		if (isUnreachable(error)) break;
	}
	await releaseLease(db, { name: 'mail', holder });
	return result;
}

/** Sends a mail and waits for the server's answer, or until the signal aborts; the outcome is then unknown. */
async function sendUnlessAborted(
	transport: MailTransport,
	message: OutgoingMail,
	letGo?: AbortSignal
): Promise<void> {
	let stop = () => {};
	const stopped = new Promise<never>((_, reject) => {
		stop = () =>
			reject(new Error('Sending was aborted: the process stopped before the mail server answered.'));
		letGo?.addEventListener('abort', stop);
	});
	try {
		await Promise.race([transport.send(message), stopped]);
	} finally {
		letGo?.removeEventListener('abort', stop);
	}
}

/** Milliseconds that a mail is claimed while it is sent; then a dead process's claim expires. */
const claimDuration = 120_000;

type Claim = 'elsewhere' | 'nothing' | 'dropped' | 'postponed' | { row: MailRow; message: OutgoingMail };

/** Claims the next due mail, and composes its content and links, in one transaction. */
async function claimNextMail(tx: Transaction, sending: SendOptions): Promise<Claim> {
	const { now: clock, origin, holder, setupToken, addressToken, decisionToken, meetingToken } = sending;
	const { statusToken, confirmationToken, inquiryToken } = sending;
	const now = clock();
	const until = new Date(now.getTime() + leaseDuration);
	if (!(await acquireLease(tx, { name: 'mail', holder }, { now, until }))) return 'elsewhere';
	const [row] = await tx
		.select()
		.from(mail)
		.where(and(eq(mail.state, 'waiting'), lte(mail.nextTryAt, now.toISOString())))
		.orderBy(asc(mail.nextTryAt), asc(mail.id))
		.limit(1);
	if (!row) return 'nothing';
	const change = (values: Partial<MailRow>) => tx.update(mail).set(values).where(eq(mail.id, row.id));
	const context = row.roundId === null ? null : await loadMailContext(tx, row, now);
	const notice = {
		...{ origin, now },
		...(setupToken && { setupToken: (personId: number) => setupToken(tx, now, personId) }),
		...(addressToken && {
			addressToken: (to: { personId: number; email: string }) => addressToken(tx, now, to)
		}),
		...(decisionToken && {
			decisionToken: (to: { decisionId: number; personId: number }) => decisionToken(tx, now, to)
		}),
		...(inquiryToken && {
			inquiryToken: (to: { inquiryId: number; personId: number }) => inquiryToken(tx, now, to)
		}),
		...(meetingToken && {
			meetingToken: (to: { meetingId: number; personId: number }) => meetingToken(tx, now, to)
		}),
		...(statusToken && { statusToken: (matterId: number) => statusToken(tx, now, matterId) }),
		...(confirmationToken && {
			confirmationToken: (pendingId: number) => confirmationToken(tx, now, pendingId)
		})
	};
	const outside = row.roundId === null ? await composeNotice(tx, row, notice) : null;
	if (!context && !outside) {
		await change({ state: 'dropped' });
		return 'dropped';
	}
	if (await isDelayed(tx, row, now)) {
		await change({ nextTryAt: reminderTimeOn(addDays(toOsloDate(now), 1)) });
		return 'postponed';
	}
	const links = context && (await createMailLinks(tx, context, { origin, now }));
	const content = outside ?? composeMail(context!, links!);
	await change({ tries: row.tries + 1, nextTryAt: new Date(now.getTime() + claimDuration).toISOString() });
	const to = { name: row.name, address: row.recipient };
	return {
		row: { ...row, tries: row.tries + 1 },
		message: { ...content, id: row.messageId, to, stop: links?.stop ?? null }
	};
}

/** True if the recipient got a mail today after which this one waits for the morning, also of another plan. */
async function isDelayed(tx: Transaction, row: MailRow, now: Date): Promise<boolean> {
	const sent = await tx
		.select({ reason: mail.reason, roundId: mail.roundId, about: mail.about })
		.from(mail)
		.where(
			and(
				eq(mail.recipient, row.recipient),
				eq(mail.state, 'sent'),
				gte(mail.sentAt, startOfDay(toOsloDate(now)).toISOString())
			)
		);
	return sent.some((one) => isDelayedBy(row, one));
}

/** Records the result of a try, and retries the write if the database is busy. */
async function recordAttempt(
	db: Database,
	row: MailRow,
	{ at, error }: { at: Date; error: unknown }
): Promise<void> {
	const again = error === null || isRecipientRefused(error) ? null : nextRetryAt(row.tries, at);
	const values: Partial<MailRow> =
		error === null
			? { state: 'sent', sentAt: at.toISOString(), lastError: null }
			: again === null
				? { state: 'failed', lastError: deliveryError(error) }
				: { nextTryAt: again, lastError: deliveryError(error) };
	const write = () => db.write((tx) => tx.update(mail).set(values).where(eq(mail.id, row.id)));
	await write().catch(write);
}

/** Returns a server's error for the secretariat: one line, without addresses. */
export function deliveryError(error: unknown): string {
	const said = error instanceof Error ? error.message : String(error);
	return said
		.replace(/[^\s<>"'(),:;]+@[^\s<>"'(),:;]+/g, '…@…')
		.replace(/\s+/g, ' ')
		.slice(0, 200);
}
