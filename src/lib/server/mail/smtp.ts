import { createTransport } from 'nodemailer';
import { methodOf, writeCalendar, type CalendarContent } from '../calendar/write-calendar';
import type { MailContent } from './content';

/** A mail's content with its recipient. */
export interface OutgoingMail extends MailContent {
	/** The row's part of the Message-ID. */
	id: string;
	to: { name: string; address: string };
	/** Link that stops reminders; null for mail that cannot be declined. */
	stop: string | null;
}

/** Sends mail. */
export interface MailTransport {
	/**
	 * Resolves when the receiving server has accepted the message.
	 *
	 * @throws Error if the server rejected it or did not answer
	 */
	send(message: OutgoingMail): Promise<void>;
	close(): void;
}

export interface SmtpOptions {
	/**
	 * `smtp://user:password@host:port`, or `smtps://`. `smtp://` requires encryption unless the host is this
	 * machine or the URL disables it (`?requireTLS=false`, `?ignoreTLS=true`).
	 */
	url: string;
	/** "Framdrift <framdrift@example.no>", or an address only. */
	from: string;
	/** Timeouts in milliseconds. */
	patience?: { connect: number; silence: number; whole: number };
}

/** Below the claim's duration (send.ts), so that no mail is sent by two processes. */
const defaultTimeouts = { connect: 10_000, silence: 30_000, whole: 60_000 };

/** Creates a transport that uses a connection per message, so that a broken one affects no other message. */
export function createSmtpTransport({ url, from, patience = defaultTimeouts }: SmtpOptions): MailTransport {
	const transporter = createTransport({
		url,
		// Options in the URL take precedence.
		requireTLS: requiresTls(url),
		connectionTimeout: patience.connect,
		greetingTimeout: patience.connect,
		dnsTimeout: patience.connect,
		socketTimeout: patience.silence,
		// Content is never read from a file or an address.
		disableFileAccess: true,
		disableUrlAccess: true
	});
	const domain = /@([^\s@<>]+)>?$/.exec(from)?.[1] ?? 'localhost';
	return {
		async send({ id, to, subject, text, html, stop, calendar }) {
			const accepted = transporter.sendMail({
				from,
				to,
				subject,
				text,
				html,
				messageId: `<${id}@${domain}>`,
				...(calendar && { icalEvent: toCalendarPart(calendar, { from, to }) }),
				...(stop && { list: { unsubscribe: stop } }),
				// Keeps absence notes from being sent to the sender's address, which nobody reads.
				headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
			});
			await withTimeout(patience.whole, accepted);
		},
		close: () => transporter.close()
	};
}

/** Returns a notice's calendar entry, by which mail programs offer to put it into the calendar. */
function toCalendarPart(calendar: CalendarContent, { from, to }: { from: string; to: OutgoingMail['to'] }) {
	const [, name = '', email = from] = /^(.*?)\s*<(.+)>$/.exec(from) ?? [];
	const organizer = { name: name.replaceAll('"', '') || email, email };
	const notice = { organizer, attendee: { name: to.name, email: to.address } };
	return {
		method: methodOf(calendar.entries),
		filename: 'invitation.ics',
		content: writeCalendar({ ...calendar, notice })
	};
}

/** True if a plain-text connection must be encrypted before anything is sent. */
export function requiresTls(url: string): boolean {
	const { protocol, hostname, searchParams } = new URL(url);
	if (searchParams.get('ignoreTLS') === 'true') return false;
	return protocol === 'smtp:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/i.test(hostname);
}

/** True if an error means that the server is unreachable, so that no other mail gets through. */
export function isUnreachable(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const { code, syscall } = error as NodeJS.ErrnoException;
	return (
		syscall === 'connect' || code === 'EDNS' || /^(Connection timeout|Greeting never)/.test(error.message)
	);
}

/**
 * True if the server refused the recipient for good, so that another try is useless (RFC 5321, 4.2.1 and 4.2.3:
 * mailbox unavailable, not local, or its name not allowed).
 */
export function isRecipientRefused(error: unknown): boolean {
	if (!(error instanceof Error) || !('responseCode' in error) || !('command' in error)) return false;
	const { responseCode, command } = error;
	return command === 'RCPT TO' && [550, 551, 553].includes(Number(responseCode));
}

async function withTimeout(milliseconds: number, work: Promise<unknown>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const tooLong = new Promise<never>((_, reject) => {
		timer = setTimeout(
			() => reject(new Error(`The mail server did not answer within ${milliseconds} ms.`)),
			milliseconds
		);
	});
	try {
		await Promise.race([work, tooLong]);
	} finally {
		clearTimeout(timer);
		// An error after the timeout has no receiver.
		work.catch(() => undefined);
	}
}
