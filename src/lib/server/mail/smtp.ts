import { createTransport } from 'nodemailer';
import type { MailContent } from './content';

/** A letter in its envelope. */
export interface OutgoingMail extends MailContent {
	/** The row's own part of the Message-ID. */
	id: string;
	to: { name: string; address: string };
	/** Where reminders are stopped; null where the mail is none that can be declined. */
	stop: string | null;
}

/** What hands messages over. */
export interface MailTransport {
	/**
	 * Resolves when the receiving server has said that it accepts the message.
	 *
	 * @throws where it refused, or did not answer
	 */
	send(message: OutgoingMail): Promise<void>;
	close(): void;
}

export interface SmtpOptions {
	/**
	 * `smtp://user:password@host:port`, or `smtps://`. Over `smtp://` nothing is said before the connection
	 * is encrypted, unless the host is this machine or the address says otherwise (`?requireTLS=false`,
	 * `?ignoreTLS=true`).
	 */
	url: string;
	/** "Framdrift <framdrift@example.no>", or an address alone. */
	from: string;
	/** How long a server may take, in milliseconds. */
	patience?: { connect: number; silence: number; whole: number };
}

/** Well below what a sender holds a mail for (send.ts), so that none is sent by two. */
const defaultTimeouts = { connect: 10_000, silence: 30_000, whole: 60_000 };

/** Hands each message over on a connection of its own: one that breaks takes no other with it. */
export function createSmtpTransport({ url, from, patience = defaultTimeouts }: SmtpOptions): MailTransport {
	const transporter = createTransport({
		url,
		// What the address itself says goes before.
		requireTLS: requiresTls(url),
		connectionTimeout: patience.connect,
		greetingTimeout: patience.connect,
		dnsTimeout: patience.connect,
		socketTimeout: patience.silence,
		// What a letter says is made here: nothing is ever read from a file or an address.
		disableFileAccess: true,
		disableUrlAccess: true
	});
	const domain = /@([^\s@<>]+)>?$/.exec(from)?.[1] ?? 'localhost';
	return {
		async send({ id, to, subject, text, html, stop }) {
			const accepted = transporter.sendMail({
				from,
				to,
				subject,
				text,
				html,
				messageId: `<${id}@${domain}>`,
				...(stop && { list: { unsubscribe: stop } }),
				// So that an absence note does not come back to an address nobody reads.
				headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
			});
			await withTimeout(patience.whole, accepted);
		},
		close: () => transporter.close()
	};
}

/** Whether a connection that begins in clear text must be encrypted before anything is handed over. */
export function requiresTls(url: string): boolean {
	const { protocol, hostname, searchParams } = new URL(url);
	if (searchParams.get('ignoreTLS') === 'true') return false;
	return protocol === 'smtp:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/i.test(hostname);
}

/** Whether an error means that the server could not be spoken to at all, so that no other mail gets through. */
export function isUnreachable(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const { code, syscall } = error as NodeJS.ErrnoException;
	return (
		syscall === 'connect' || code === 'EDNS' || /^(Connection timeout|Greeting never)/.test(error.message)
	);
}

async function withTimeout(milliseconds: number, work: Promise<unknown>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const tooLong = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('The server took too long.')), milliseconds);
	});
	try {
		await Promise.race([work, tooLong]);
	} finally {
		clearTimeout(timer);
		// What fails after it was given up has nobody left to tell.
		work.catch(() => undefined);
	}
}
