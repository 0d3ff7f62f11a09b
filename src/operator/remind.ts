import { randomUUID } from 'node:crypto';
import { tallyOf } from '$lib/domain/reminder';
import { roundKey } from '$lib/domain/round';
import { readConfig } from '$lib/server/config';
import type { Database } from '$lib/server/database/database';
import { queueReminders } from '$lib/server/mail/commands';
import { remindersDue, waitingNow, type DueMail } from '$lib/server/mail/queries';
import { sendWaiting } from '$lib/server/mail/send';
import { smtpTransport } from '$lib/server/mail/smtp';
import { Failure, type Command } from './command';
import { withCurrentDatabase } from './storage';

export const remind: Command = {
	usage: '[--dry-run]',
	summary: 'queue today’s reminders and send what waits; --dry-run says who would get what, and why',
	options: { 'dry-run': { type: 'boolean' } },
	async run({ flag, print, now }) {
		await withCurrentDatabase(async (db) => {
			if (flag('dry-run'))
				return listDue(await remindersDue(db.read, now), await waitingNow(db.read, now), print);
			const queued = await queueReminders({ db, now });
			print(`Queued ${counted(queued.length, 'reminder')}.`);
			await send(db, print);
		});
	}
};

/** Prints one line per recipient: address, round, reason, evaluations left, and the seats they come from. */
function listDue(due: DueMail[], waiting: number, print: (line: string) => void): void {
	for (const { round, reader, reason } of due) {
		const tally = tallyOf(reader);
		const left = `${tally.left} of ${tally.all} left`;
		print(`${reader.email}  ${roundKey(round)}  ${reason}  ${left}  (${reader.because.join(', ')})`);
	}
	print(`${counted(due.length, 'reminder')} would be queued; ${counted(waiting, 'mail')} may be sent now.`);
}

/** @throws Failure if the mail server refused a message */
async function send(db: Database, print: (line: string) => void): Promise<void> {
	const { SMTP_URL: url, MAIL_FROM: from, ORIGIN, PORT, FRAMDRIFT_DEMO } = readConfig(process.env);
	if (FRAMDRIFT_DEMO) return print('The demo sends no mail.');
	if (!url || !from) return print('SMTP_URL is not set: mail waits in the outbox.');
	const transport = smtpTransport({ url, from });
	try {
		const origin = ORIGIN ?? `http://localhost:${PORT}`;
		const work = { db, now: () => new Date(), transport, origin, holder: randomUUID() };
		const { sent, refused, dropped, elsewhere } = await sendWaiting(work);
		print(`Sent ${counted(sent, 'mail')}; ${dropped} no longer needed.`);
		if (elsewhere) print('Another process is sending, and takes the rest.');
		if (refused > 0) throw new Failure(`${counted(refused, 'mail')} could not be sent; see /outbox.`);
	} finally {
		transport.close();
	}
}

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 || noun === 'mail' ? '' : 's'}`;
}
