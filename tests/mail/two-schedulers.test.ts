import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { build } from 'vite';
import { openDatabase } from '../../src/lib/server/database/database';
import { mail } from '../../src/lib/server/database/schema';
import { sendDueMail } from '../../src/lib/server/mail/send';
import type { Partnership } from '../support/partnership';
import type { SendTask } from './send-worker';
import type { MailTransport } from '../../src/lib/server/mail/smtp';
import { startFakeSmtpServer, type SmtpBehaviour, type FakeSmtpServer } from './fake-smtp';
import {
	anOpenRound,
	from,
	hoursLater,
	origin,
	patience,
	sendOptions,
	withWaitingMail
} from './mail-fixtures';

/*
 * Two schedulers on one database, and a server that fails every third time: no mail is missing, none
 * that was answered for is sent again, and a repeat bears the same Message-ID.
 * FRAMDRIFT_RECIPIENTS=200 runs it at the size of the promise.
 */
const recipients = Number(process.env.FRAMDRIFT_RECIPIENTS ?? 12);

let partnership: Partnership;
let office: FakeSmtpServer;
beforeEach(async () => {
	partnership = await anOpenRound();
	await withWaitingMail(partnership, recipients);
	office = await startFakeSmtpServer(everyThird);
});
afterEach(() => office.close());

const failures: SmtpBehaviour[] = ['refuse-for-now', 'refuse-after-data', 'drop'];

/** Every third offer fails, each recipient's at another place, and in another way. */
function everyThird(recipient: string, earlier: number): SmtpBehaviour {
	const number = Number(/\d+/.exec(recipient)?.[0]);
	return (number + earlier) % 3 === 0 ? failures[((number / 3 + earlier) % failures.length) | 0]! : 'accept';
}

async function allArrivedOnce(): Promise<void> {
	const rows = await partnership.db.read.select().from(mail);
	expect(rows).toHaveLength(recipients);
	expect(rows.filter(({ state }) => state !== 'sent')).toEqual([]);
	const accepted = office.accepted();
	expect(accepted).toHaveLength(recipients);
	expect(new Set(accepted.map(({ recipient }) => recipient)).size).toBe(recipients);
	for (const { recipient, messageId } of office.offers) {
		const row = rows.find((one) => one.recipient === recipient)!;
		if (messageId) expect(messageId).toBe(`<${row.messageId}@example.no>`);
	}
	const failed = office.offers.filter(({ manner }) => manner !== 'accept');
	expect(failed.length).toBe(Math.floor(recipients / 3));
	// Nothing is offered again once it was accepted.
	for (const one of accepted)
		expect(office.offers.findLast(({ recipient }) => recipient === one.recipient)).toBe(one);
}

describe('two schedulers and a server that fails a third of the time', () => {
	it('on two connections of one process', async () => {
		const other = { ...partnership, db: { ...(await openDatabase({ url: partnership.db.url })), url: '' } };
		let sent = 0;
		for (const hours of [0, 0.1, 1]) {
			const at = hoursLater(hours);
			const first = sendOptions(partnership, office.url, at, 'a');
			const second = sendOptions(other, office.url, at, 'b');
			// The second tries its luck while the first waits for the server's answer to each mail.
			const transport: MailTransport = {
				...first.transport,
				async send(message) {
					const [, meanwhile] = await Promise.all([first.transport.send(message), sendDueMail(second)]);
					expect(meanwhile).toMatchObject({ sent: 0, elsewhere: true });
				}
			};
			sent += (await sendDueMail({ ...first, transport })).sent + (await sendDueMail(second)).sent;
		}
		other.db.close();
		expect(sent).toBe(recipients);
		await allArrivedOnce();
	}, 120_000);

	describe('in processes of their own', () => {
		const folder = mkdtempSync(join(tmpdir(), 'framdrift-courier-'));
		beforeAll(async () => {
			await build({
				configFile: false,
				publicDir: false,
				logLevel: 'warn',
				resolve: { alias: { $lib: resolve('src/lib') } },
				build: {
					ssr: resolve('tests/mail/send-worker.ts'),
					target: 'node20',
					outDir: folder,
					emptyOutDir: false,
					rolldownOptions: { output: { entryFileNames: 'courier.mjs' } }
				}
			});
			symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
		}, 60_000);
		afterAll(() => rmSync(folder, { recursive: true, force: true }));

		function run(errand: SendTask): Promise<number> {
			const child = spawn(process.execPath, [join(folder, 'courier.mjs'), JSON.stringify(errand)], {
				stdio: ['ignore', 'pipe', 'inherit']
			});
			let said = '';
			child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
			return new Promise((done, failed) => {
				child.on('exit', (code) =>
					code === 0 ? done(Number(said)) : failed(new Error(`Ended with ${code}`))
				);
			});
		}

		it('that take turns', async () => {
			const errand = { database: partnership.db.url, smtp: office.url, from, patience, origin };
			let sent: number[] = [];
			for (const hours of [0, 1, 2]) {
				const ahead = hoursLater(hours).getTime() - Date.now();
				sent = sent.concat(await Promise.all(['a', 'b'].map((holder) => run({ ...errand, ahead, holder }))));
			}
			expect(sent.reduce((sum, one) => sum + one)).toBe(recipients);
			await allArrivedOnce();
		}, 120_000);
	});
});
