import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startSoakServer } from '../soak/server.mjs';
import { openedSessions, type Account } from '../support/browser-sessions';
import { labelsIn } from '../support/labels';
import { templateVariable } from '../support/server';

/** Nobody can become another person: a link for choosing a password reaches its person only. */

const words = labelsIn('nb');
const fsu1 = { personId: '4', email: 'fsu1@demo.test' };
const setupPath = /\/setup\/[\w-]{43}/;

let folder: string;
test.beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'framdrift-links-'))));
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function start(env: Record<string, string>) {
	const database = join(folder, 'framdrift.db');
	copyFileSync(process.env[templateVariable] ?? '', database);
	const { address, end } = await startSoakServer(database, '0', { FRAMDRIFT_DEMO: '', ...env });
	const cookieOf = (account: Account) => {
		const { name, value } = openedSessions().get(account)!;
		return `${name}=${value}`;
	};
	return {
		renew: (account: Account) =>
			fetch(`${address}/admin?/renew`, {
				method: 'POST',
				headers: { origin: address, accept: 'text/html', cookie: cookieOf(account) },
				body: new URLSearchParams({ personId: fsu1.personId })
			}),
		get: async (path: string, account: Account) =>
			(await fetch(address + path, { headers: { cookie: cookieOf(account) } })).text(),
		end: () => end('SIGTERM')
	};
}

test('with a mail server the link is shown to nobody', async () => {
	const site = await start({ SMTP_URL: 'smtp://localhost:9', MAIL_FROM: 'framdrift@example.no' });
	try {
		for (const account of ['sekretariat', 'admin'] as const) {
			const page = await (await site.renew(account)).text();
			expect(page).toContain(words.person_link_queued({ email: fsu1.email, days: 7 }));
			expect(page).not.toMatch(setupPath);
		}
	} finally {
		await site.end();
	}
});

test('without a mail server only an administrator sees it, and the person’s log says so', async () => {
	const site = await start({});
	try {
		expect((await site.renew('sekretariat')).status).toBe(403);
		expect(await site.get('/admin', 'sekretariat')).not.toContain(words.person_new_link());
		expect(await (await site.renew('admin')).text()).toMatch(setupPath);
		expect(await site.get('/account', 'fsu1')).toContain(words.person_log_shown());
	} finally {
		await site.end();
	}
});
