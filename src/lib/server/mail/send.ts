import { and, asc, eq, gte, lte } from 'drizzle-orm';
import { addDays, toOsloDate } from '$lib/domain/calendar/calendar-date';
import { reminderTimeOn, nextRetryAt } from '$lib/domain/mail/mail';
import type { Database, Transaction } from '../database/database';
import { mail } from '../database/schema';
import { isLeaseHeldByOther, acquireLease, releaseLease } from './lease';
import { composeMail } from './content';
import { createMailLinks } from './links';
import { loadMailContext, type MailRow } from './context';
import { composeReturnedEvaluationMail } from './returned-evaluation';
import { isUnreachable, type OutgoingMail, type MailTransport } from './smtp';

export interface SendOptions {
	db: Database;
	/** Asked for each mail: sending takes its time. */
	now: () => Date;
	transport: MailTransport;
	/** Where links lead, as "https://plan.example.no". */
	origin: string;
	/** Names the process; two processes never have the same. */
	holder: string;
	/** Whether to stop after the mail that is being sent. */
	stopping?: () => boolean;
	/** Says that the answer to the mail that is being sent can be waited for no longer: it is let go of. */
	letGo?: AbortSignal;
}

export interface SendResult {
	sent: number;
	/** Not accepted this time. */
	refused: number;
	/** Had nothing to say any more. */
	dropped: number;
	/** Whether another process sends. */
	elsewhere: boolean;
}

/**
 * Sends what waits and is due, one mail after the other, as long as this process holds the lease. A
 * mail is held before it is sent and marked when the server has accepted it: one that was answered
 * for is never sent again, and one that was not goes out once more under the same Message-ID.
 */
export async function sendDueMail(sending: SendOptions): Promise<SendResult> {
	const { db, now, transport, holder, stopping = () => false, letGo } = sending;
	const result: SendResult = { sent: 0, refused: 0, dropped: 0, elsewhere: false };
	if (await isLeaseHeldByOther(db.read, holder, now())) return { ...result, elsewhere: true };
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
		await recordAttempt(db, claimed.row, now(), error);
		if (error === null) result.sent++;
		else result.refused++;
		// A server that cannot be reached will not be for the next one either: the rest keep their tries.
		if (isUnreachable(error)) break;
	}
	await releaseLease(db, holder);
	return result;
}

/** Waits for the server's answer, or until the process can wait no longer: then nobody knows what it would have been. */
async function sendUnlessAborted(
	transport: MailTransport,
	message: OutgoingMail,
	letGo?: AbortSignal
): Promise<void> {
	let stop = () => {};
	const stopped = new Promise<never>((_, reject) => {
		stop = () => reject(new Error('This process stopped before the server had answered.'));
		letGo?.addEventListener('abort', stop);
	});
	try {
		await Promise.race([transport.send(message), stopped]);
	} finally {
		letGo?.removeEventListener('abort', stop);
	}
}

/** How long a mail is held while it is sent; a holder that died gives it free by that. */
const claimDuration = 120_000;

type Claim = 'elsewhere' | 'nothing' | 'dropped' | 'postponed' | { row: MailRow; message: OutgoingMail };

/** Takes the next mail that is due, makes its letter and its links, and holds it, all in one turn. */
async function claimNextMail(tx: Transaction, { now: clock, origin, holder }: SendOptions): Promise<Claim> {
	const now = clock();
	if (!(await acquireLease(tx, holder, now))) return 'elsewhere';
	const [row] = await tx
		.select()
		.from(mail)
		.where(and(eq(mail.state, 'waiting'), lte(mail.nextTryAt, now.toISOString())))
		.orderBy(asc(mail.nextTryAt), asc(mail.id))
		.limit(1);
	if (!row) return 'nothing';
	const change = (values: Partial<MailRow>) => tx.update(mail).set(values).where(eq(mail.id, row.id));
	const occasion = row.roundId === null ? null : await loadMailContext(tx, row, now);
	const outside = row.roundId === null ? await composeReturnedEvaluationMail(tx, row, origin, now) : null;
	if (!occasion && !outside) {
		await change({ state: 'dropped' });
		return 'dropped';
	}
	if (await wasMailedToday(tx, row.recipient, now)) {
		await change({ nextTryAt: reminderTimeOn(addDays(toOsloDate(now), 1)) });
		return 'postponed';
	}
	const links = occasion && (await createMailLinks(tx, occasion, origin, now));
	const letter = outside ?? composeMail(occasion!, links!);
	await change({ tries: row.tries + 1, nextTryAt: new Date(now.getTime() + claimDuration).toISOString() });
	const to = { name: row.name, address: row.recipient };
	return {
		row: { ...row, tries: row.tries + 1 },
		message: { ...letter, id: row.messageId, to, stop: links?.stop ?? null }
	};
}

/** Whether a reader got a mail today; another one, of another plan perhaps, waits for the morning. */
async function wasMailedToday(tx: Transaction, recipient: string, now: Date): Promise<boolean> {
	const rows = await tx
		.select({ sentAt: mail.sentAt })
		.from(mail)
		.where(
			and(
				eq(mail.recipient, recipient),
				eq(mail.state, 'sent'),
				gte(mail.sentAt, new Date(now.getTime() - 86_400_000).toISOString())
			)
		);
	return rows.some(({ sentAt }) => sentAt !== null && toOsloDate(new Date(sentAt)) === toOsloDate(now));
}

/** Writes down what became of a try. An answer is not lost to a busy database. */
async function recordAttempt(db: Database, row: MailRow, now: Date, error: unknown): Promise<void> {
	const again = error === null ? null : nextRetryAt(row.tries, now);
	const values: Partial<MailRow> =
		error === null
			? { state: 'sent', sentAt: now.toISOString(), lastError: null }
			: again === null
				? { state: 'failed', lastError: deliveryError(error) }
				: { nextTryAt: again, lastError: deliveryError(error) };
	const write = () => db.write((tx) => tx.update(mail).set(values).where(eq(mail.id, row.id)));
	await write().catch(write);
}

/** What a server said, for the secretariat: without anybody's address, and no longer than a line. */
export function deliveryError(error: unknown): string {
	const said = error instanceof Error ? error.message : String(error);
	return said
		.replace(/[^\s<>"'(),:;]+@[^\s<>"'(),:;]+/g, '…@…')
		.replace(/\s+/g, ' ')
		.slice(0, 200);
}
