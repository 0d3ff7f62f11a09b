import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createClient } from '@libsql/client';
import { expect, test } from 'playwright/test';
import { sha256 } from '../../src/lib/server/identity/hash';
import { startFakeSmtpServer, type FakeSmtpServer } from '../mail/fake-smtp';
import { effort } from '../support/effort';
import { startHostedPartnerships, type HostedPartnership, type HostedPartnerships } from '../support/hosts';
import { allPages } from '../support/pages';

/*
 * One process with two partnerships, each at a host and from a database of its own: two copies of the same data, so
 * that every id, address and account is in both, and only their marks tell them apart. In `npm test` the databases are
 * files, in the soak namespaces of one database server.
 */

const where = effort<'files' | 'namespaces'>('files', 'namespaces');

test.describe.configure({ mode: 'serial', timeout: 180_000 });

const token = 'a-token-for-metrics';
let office: FakeSmtpServer;
let hosted: HostedPartnerships;
let [nord, sor] = [] as unknown as HostedPartnerships['both'];
test.beforeAll(async () => {
	office = await startFakeSmtpServer();
	const mail = { SMTP_URL: office.url, MAIL_FROM: 'plan@example.no', FRAMDRIFT_DEMO: '' };
	hosted = await startHostedPartnerships(where, { METRICS_TOKEN: token, ...mail });
	[nord, sor] = hosted.both;
});
test.afterAll(async () => {
	await hosted.stop();
	await office.close();
});

const count = async ({ open }: Pick<HostedPartnership, 'open'>, sql: string) => {
	const client = open();
	const { rows } = await client.execute(sql);
	client.close();
	return Number(Object.values(rows[0]!)[0]);
};

/** Fetches a page, and the one that it leads to, unless that is the sign-in. */
async function show({ host }: HostedPartnership, path: string, cookie = '') {
	const answer = await hosted.ask(host, path, { cookie });
	const { location } = answer.headers;
	return location && !location.startsWith('/login') ? hosted.ask(host, location, { cookie }) : answer;
}

test('no page at one host shows anything of the other’s database', async () => {
	const pages = allPages.filter((_, place) => place % effort(5, 1) === 0);
	let marked = 0;
	for (const { path, account, status = 200 } of pages)
		// Twice, so that what is kept in memory is seen, too.
		for (const [own, other] of [
			[nord, sor],
			[sor, nord],
			[nord, sor],
			[sor, nord]
		] as const) {
			const cookie = account && own.cookie(account);
			const answer = await show(own, path, cookie);
			expect([path, answer.status]).toEqual([path, status]);
			expect(answer.text.includes(other.mark), `${path} at ${own.host}`).toBe(false);
			if (answer.text.includes(own.mark)) marked++;
		}
	expect(marked).toBeGreaterThan(pages.length * 3);
});

test('a picture of a chart is found at the host that showed its page only', async () => {
	const page = await hosted.ask(nord.host, '/indicators');
	const [, picture = ''] = /(\/chart-pictures\/[^"? ]+\.webp)/.exec(page.text) ?? [];
	expect((await hosted.ask(nord.host, picture)).status).toBe(200);
	const elsewhere = await hosted.ask('annet.test', picture);
	expect(elsewhere.status).toBe(421);
});

test('a session and a private calendar of one host are unknown at the other', async () => {
	const cookie = nord.cookie('ssu');
	expect((await hosted.ask(nord.host, '/edit', { cookie })).status).toBe(200);
	const stranger = await hosted.ask(sor.host, '/edit', { cookie });
	expect([stranger.status, stranger.headers.location]).toEqual([303, '/login?next=%2Fedit']);
	expect((await hosted.ask(nord.host, '/edit', { cookie })).status).toBe(200);

	const client = nord.open();
	await client.execute({
		sql: `insert into calendar_feed (person_id, token_hash, made_at)
			select id, ?, '2026-11-30T00:00:00.000Z' from person where email = 'ssu@demo.test'`,
		args: [sha256('a-private-address')]
	});
	client.close();
	const calendar = (host: string) => hosted.ask(host, '/calendar/a-private-address.ics');
	expect((await calendar(nord.host)).text).toContain(nord.mark);
	expect((await calendar(sor.host)).status).toBe(404);
});

test('a form changes the database of its host, and the same key is another form at the other', async () => {
	const goals = "select count(*) from goal_state where text like '%Vertens eget mål%'";
	const send = (at: HostedPartnership) => {
		const text = 'Vertens eget mål';
		const form = { 'text.nb': text, 'text.nn': text, reason: 'Vedtatt', formKey: 'one-key' };
		return hosted.ask(at.host, '/edit/goals/new', { cookie: at.cookie('ssu'), form });
	};
	expect((await send(nord)).status).toBe(303);
	expect([await count(nord, goals), await count(sor, goals)]).toEqual([1, 0]);
	expect((await send(sor)).status).toBe(303);
	expect((await send(sor)).status).toBe(303);
	expect([await count(nord, goals), await count(sor, goals)]).toEqual([1, 1]);
});

test('mail of each database leads to its own host', async () => {
	const letters = () => office.accepted().map(({ raw }) => raw.replaceAll('=\r\n', ''));
	const about = ({ host }: HostedPartnership) => letters().filter((raw) => raw.includes(`http://${host}/`));
	await expect
		.poll(() => [about(nord).length, about(sor).length].every(Boolean), { timeout: 30_000 })
		.toBe(true);
	for (const raw of letters()) expect(raw.includes(nord.host) && raw.includes(sor.host)).toBe(false);
	for (const raw of about(nord)) expect(raw).not.toContain(sor.mark);
	for (const raw of about(sor)) expect(raw).not.toContain(nord.mark);
});

test('a host without a database gets 421, and the process still answers about itself', async () => {
	for (const host of ['annet.test', 'nord.test.annet.test', 'nord.test:81', 'localhost', ''])
		for (const path of ['/', '/areas', '/favicon.svg', '/login', '/nowhere'])
			expect([host, (await hosted.ask(host, path)).status]).toEqual([host, 421]);
	const form = { email: 'ssu@demo.test', password: 'x' };
	expect((await hosted.ask('annet.test', '/login', { form })).status).toBe(421);
	expect((await hosted.ask('NORD.test', '/areas')).text).toContain(nord.mark);
	expect((await hosted.ask('localhost', '/healthz')).text).toBe('ok');
	expect((await hosted.ask('localhost', '/readyz')).text).toBe('ok');
	const answer = await fetch(`${hosted.address}/metrics`, { headers: { authorization: `Bearer ${token}` } });
	const text = await answer.text();
	for (const { host } of hosted.both) expect(text).toContain(`framdrift_mail{state="failed",host="${host}"}`);
});

test('the operator’s tool takes the database of the address that ORIGIN names', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-hosts-backup-'));
	const file = join(folder, 'sor.db');
	const nobody = await hosted.operate(null, ['backup', file]);
	expect([nobody.code, nobody.output]).toEqual([
		1,
		'ORIGIN must name one of the addresses in DATABASES, such as http://nord.test.\n'
	]);
	expect((await hosted.operate(sor.host, ['backup', file])).code).toBe(0);
	const copy = { open: () => createClient({ url: `file:${file}` }) };
	expect(await count(copy, `select count(*) from person where name like '${sor.mark}%'`)).toBeGreaterThan(9);
	expect(await count(copy, `select count(*) from person where name like '${nord.mark}%'`)).toBe(0);
	rmSync(folder, { recursive: true, force: true });
});
