import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { expect, test } from 'playwright/test';
import { startFakeSmtpServer, type OfferedMessage, type FakeSmtpServer } from '../mail/fake-smtp';
import { startSoakServer } from '../soak/server.mjs';
import { templateVariable } from '../support/server';

/*
 * The built server is told to stop while a mail server has not answered: what is answered for in time is
 * never sent again, and what is not is let go of, to be sent again under the same Message-ID.
 */

test.describe.configure({ mode: 'default', timeout: 120_000 });

const reader = 'fsu1@demo.test';

let folder: string;
let database: string;
let office: FakeSmtpServer;

test.beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'framdrift-stopping-'));
	database = join(folder, 'framdrift.db');
	copyFileSync(process.env[templateVariable] ?? '', database);
	office = await startFakeSmtpServer((to, earlier) => (to === reader && earlier === 0 ? 'stall' : 'accept'));
	await run('delete from mail');
	await run("update round set report_by = '2099-12-11' where state = 'open'");
	await run(
		`insert into mail (message_id, recipient, name, written_form, person_id, round_id, reason, day, state, next_try_at, created_at)
			select 'the-one', email, name, 'nb', id, (select id from round where state = 'open'),
				'kick-off', date('now'), 'waiting', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'
			from person where email = '${reader}'`
	);
});
test.afterEach(async () => {
	await office.close();
	rmSync(folder, { recursive: true, force: true });
});

async function run(sql: string) {
	const client = createClient({ url: `file:${database}`, timeout: 5_000 });
	try {
		return Array.from((await client.execute(sql)).rows, (row) => ({ ...row }));
	} finally {
		client.close();
	}
}

const theMail = () => run("select state, tries, last_error from mail where message_id = 'the-one'");
const offers = () => office.offers.filter(({ recipient }) => recipient === reader);
const start = () =>
	startSoakServer(database, '0', {
		FRAMDRIFT_DEMO: '',
		SMTP_URL: office.url,
		MAIL_FROM: 'framdrift@example.no'
	});

/** The mail once the server has read all of it, and before it has said what it makes of it. */
async function handedOver(): Promise<OfferedMessage> {
	await expect.poll(() => offers()[0]?.messageId, { timeout: 30_000 }).toBe('<the-one@example.no>');
	return offers()[0]!;
}

test('a mail that is answered for while the process stops is never sent again', async () => {
	const server = await start();
	const offer = await handedOver();
	const ended = server.end('SIGTERM');
	offer.answer?.();
	await ended;
	expect(await theMail()).toEqual([{ state: 'sent', tries: 1, last_error: null }]);
	expect(await run('select * from lease')).toEqual([]);
	expect(offers()).toHaveLength(1);
});

test('a mail that is not answered for is let go of, and sent again under the same name', async () => {
	const stalled = await start();
	await handedOver();
	await stalled.end('SIGTERM');
	expect(await theMail()).toEqual([
		{
			state: 'waiting',
			tries: 1,
			last_error: 'Sending was aborted: the process stopped before the mail server answered.'
		}
	]);
	expect(await run('select * from lease')).toEqual([]);

	await run("update mail set next_try_at = '2026-01-01T00:00:00.000Z' where message_id = 'the-one'");
	const next = await start();
	await expect.poll(async () => (await theMail())[0]?.state, { timeout: 30_000 }).toBe('sent');
	await next.end('SIGTERM');
	expect(offers().map(({ messageId }) => messageId)).toEqual([
		'<the-one@example.no>',
		'<the-one@example.no>'
	]);
});
