import { randomUUID } from 'node:crypto';
import { env } from '$env/dynamic/private';
import pino from 'pino';
import { acceptsReports, type RoundState } from '$lib/domain/round/round';
import type { Config } from '../config';
import { createEmailToken } from '../identity/email-change';
import { createInvitation } from '../identity/invitation';
import { createSmtpTransport } from '../mail/smtp';
import { MailScheduler } from '../mail/scheduler';
import { issueDecisionLink } from '../decisions/link';
import { issueInquiryLink } from '../inquiries/link';
import { issueMeetingLink } from '../meetings/link';
import { forgetSenders } from '../matters/retention';
import { createConfirmationToken, createStatusToken } from '../matters/status-link';
import { readConfigs } from '../host-databases';
import { handOverEndedSeats } from '../people/hand-over';
import type { ServedDatabase } from './database';

const logger = pino({ name: 'mail', level: process.env.LOG_LEVEL || 'info', base: null });

/** `on` if mail is sent, otherwise the reason that it is not. */
export type MailMode = 'on' | 'demo' | 'no-server';

/** Returns the mail mode; the demo never sends. */
function mailMode(config: Pick<Config, 'FRAMDRIFT_DEMO' | 'SMTP_URL' | 'MAIL_FROM'>): MailMode {
	if (config.FRAMDRIFT_DEMO) return 'demo';
	return config.SMTP_URL && config.MAIL_FROM ? 'on' : 'no-server';
}

export function configuredMailMode(): MailMode {
	return mailMode(readConfigs(env)[0]!);
}

/** True if the secretariat hands out reporting links itself, since none go by mail. */
export function areLinksHandedOut(round: { state: RoundState } | null): boolean {
	return round !== null && acceptsReports(round.state) && configuredMailMode() !== 'on';
}

/** Returns the origin of links in mail. */
function linkOrigin({ ORIGIN, PORT }: Config): string {
	return ORIGIN ?? `http://localhost:${PORT}`;
}

const minute = 60_000;

/** Milliseconds that shutdown waits for the current mail's response; less than src/bin/server.mjs waits. */
const shutdownWait = 3_000;

/**
 * Runs a database's mail scheduler about every minute until the server stops; the interval varies, so that processes
 * started together drift apart. On shutdown the current mail is the last; without a timely response it is
 * aborted and sent again under the same Message-ID.
 */
export function startMailScheduler({ config, db }: ServedDatabase): void {
	const { SMTP_URL: url, MAIL_FROM: from } = config;
	const state = mailMode(config);
	if (state === 'demo') return;
	let stopped = false;
	const letGo = new AbortController();
	const transport = state === 'on' && url && from ? createSmtpTransport({ url, from }) : null;
	const round = new MailScheduler({
		db,
		now: () => new Date(),
		transport,
		origin: linkOrigin(config),
		setupToken: createInvitation,
		addressToken: createEmailToken,
		decisionToken: issueDecisionLink,
		inquiryToken: issueInquiryLink,
		meetingToken: issueMeetingLink,
		statusToken: createStatusToken,
		confirmationToken: createConfirmationToken,
		holder: randomUUID(),
		stopping: () => stopped,
		signal: letGo.signal
	});
	let running = Promise.resolve();
	let timer: NodeJS.Timeout;
	const again = (milliseconds: number) => {
		timer = setTimeout(() => void (running = run()), milliseconds).unref();
	};
	const run = async () => {
		try {
			await handOverEndedSeats({ db, now: new Date() });
			await forgetSenders({ db, now: new Date() });
			const result = await round.run();
			if (result && result.sent + result.refused + result.dropped > 0) logger.info(result, 'mail');
		} catch (err) {
			logger.error({ err }, 'mail');
		}
		if (!stopped) again(minute * (0.9 + 0.2 * Math.random()));
	};
	again(5_000 * Math.random());
	process.on('framdrift:stopping', (wait: (work: Promise<unknown>) => void) => {
		stopped = true;
		clearTimeout(timer);
		setTimeout(() => letGo.abort(), shutdownWait).unref();
		wait(running);
	});
}
