import { randomUUID } from 'node:crypto';
import { countEvaluations } from '$lib/domain/mail/reminder';
import { roundKey } from '$lib/domain/round/round';
import { readOneConfig } from '$lib/server/host-databases';
import type { Database } from '$lib/server/database/database';
import { queueReminders } from '$lib/server/mail/commands';
import { findDueReminders, countDueMail, type DueReminder } from '$lib/server/mail/queries';
import { sendDueMail } from '$lib/server/mail/send';
import { createSmtpTransport } from '$lib/server/mail/smtp';
import { CommandError, type Command } from './command';
import { withCurrentDatabase } from './configured-database';

export const remind: Command = {
	usage: '[--dry-run]',
	summary: 'queue today’s reminders and send what waits; --dry-run says who would get what, and why',
	options: { 'dry-run': { type: 'boolean' } },
	async run({ hasFlag, print, now }) {
		await withCurrentDatabase(async (db) => {
			if (hasFlag('dry-run'))
				return printDueReminders(
					await findDueReminders(db.read, now),
					await countDueMail(db.read, now),
					print
				);
			const queued = await queueReminders({ db, now });
			print(`Queued ${countText(queued.length, 'reminder')}.`);
			await sendMail(db, print);
		});
	}
};

/** Prints one line per recipient: address, round, reason, evaluations left, and the seats they come from. */
function printDueReminders(due: DueReminder[], waiting: number, print: (line: string) => void): void {
	for (const { round, reader, reason } of due) {
		const tally = countEvaluations(reader);
		const left = `${tally.left} of ${tally.all} left`;
		print(`${reader.email}  ${roundKey(round)}  ${reason}  ${left}  (${reader.because.join(', ')})`);
	}
	print(
		`${countText(due.length, 'reminder')} would be queued; ${countText(waiting, 'mail')} may be sent now.`
	);
}

/** @throws CommandError if the mail server refused a message */
async function sendMail(db: Database, print: (line: string) => void): Promise<void> {
	const { SMTP_URL: url, MAIL_FROM: from, ORIGIN, PORT, FRAMDRIFT_DEMO } = readOneConfig(process.env);
	if (FRAMDRIFT_DEMO) return print('The demo sends no mail.');
	if (!url || !from) return print('SMTP_URL is not set: mail waits in the outbox.');
	const transport = createSmtpTransport({ url, from });
	try {
		const origin = ORIGIN ?? `http://localhost:${PORT}`;
		const work = { db, now: () => new Date(), transport, origin, holder: randomUUID() };
		const { sent, refused, dropped, elsewhere } = await sendDueMail(work);
		print(`Sent ${countText(sent, 'mail')}; ${dropped} no longer needed.`);
		if (elsewhere) print('Another process is sending, and takes the rest.');
		if (refused > 0) throw new CommandError(`${countText(refused, 'mail')} could not be sent; see /outbox.`);
	} finally {
		transport.close();
	}
}

function countText(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 || noun === 'mail' ? '' : 's'}`;
}
