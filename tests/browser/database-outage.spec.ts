import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { expect, test } from 'playwright/test';
import { startSoakServer, type Served } from '../soak/server.mjs';
import { demoPassword, templateVariable } from '../support/server';

/*
 * The database cannot be used for a while: what needs it is answered with 503 in the reader's language, nothing
 * is half-written, and all is well when it is back.
 */

test.describe.configure({ mode: 'default', timeout: 120_000 });

let folder: string;
let database: string;
let server: Served | undefined;

test.beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'framdrift-outage-'));
	database = join(folder, 'framdrift.db');
	copyFileSync(process.env[templateVariable] ?? '', database);
});
test.afterEach(async () => {
	await server?.end('SIGKILL');
	server = undefined;
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

const start = async (env: Record<string, string> = {}) =>
	(server = await startSoakServer(database, '0', env));
const sessions = async () => Number((await run('select count(*) as count from session'))[0]!.count);

/** Signs in, which writes a session. */
function signIn(
	{ address }: Served,
	prefix = '',
	headers: Record<string, string> = {},
	account = 'fsu1'
): Promise<Response> {
	return fetch(`${address}${prefix}/login`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: address, accept: 'text/html', ...headers },
		body: new URLSearchParams({ email: `${account}@demo.test`, password: demoPassword })
	});
}

/** The database is whole, and has as many sessions as were answered for. */
async function isWhole(answered: number): Promise<void> {
	expect(await run('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
	expect(await run('pragma foreign_key_check')).toEqual([]);
	expect(await sessions()).toBe(answered);
}

test('a full disk is answered with 503 until there is room again', async () => {
	const running = await start();
	const before = await sessions();
	// No file may grow beyond its first page, as if the disk were full.
	execFileSync('prlimit', ['--pid', String(running.pid), '--fsize=4096:']);
	for (const [prefix, title] of [
		['', 'Tjenesten er borte et øyeblikk'],
		['/nn', 'Tenesta er borte ein augneblink'],
		['/en', 'The service is away for a moment']
	] as const) {
		const response = await signIn(running, prefix);
		expect(response.status).toBe(503);
		expect(response.headers.get('retry-after')).toBe('30');
		expect(await response.text()).toContain(`<h1>${title}</h1>`);
	}
	const enhanced = await signIn(running, '', { accept: 'application/json', 'x-sveltekit-action': 'true' });
	expect(enhanced.status).toBe(503);
	expect(await enhanced.json()).toMatchObject({ type: 'error', error: { message: 'database-away' } });
	// Reading goes on.
	expect((await fetch(`${running.address}/areas`)).status).toBe(200);
	expect(running.log().join('\n')).toMatch(/The disk with the database (is full|does not answer)/);
	await isWhole(before);
	execFileSync('prlimit', ['--pid', String(running.pid), '--fsize=unlimited:']);
	expect((await signIn(running)).status).toBe(303);
	await isWhole(before + 1);
});

test('a locked file is waited for while pages are read, and then answered with 503', async () => {
	const running = await start();
	const before = await sessions();
	const other = createClient({ url: `file:${database}` });
	const lock = await other.transaction('write');
	const refused = signIn(running);
	for (let page = 0; page < 5; page++) {
		const began = performance.now();
		expect((await fetch(`${running.address}/areas?page=${page}`)).status).toBe(200);
		expect(performance.now() - began).toBeLessThan(2_500);
	}
	expect((await refused).status).toBe(503);
	expect(running.log().join('\n')).toContain('Another process has kept the database locked for too long');
	const waiting = signIn(running);
	await new Promise((later) => setTimeout(later, 500));
	lock.close();
	other.close();
	expect((await waiting).status).toBe(303);
	await isWhole(before + 1);
});

test('a file that cannot be written for a while is answered with 503 and the typed text until it can', async () => {
	// Root may write everything.
	const uid = process.getuid?.() === 0 ? '65534' : '';
	chmodSync(folder, 0o777);
	chmodSync(database, 0o666);
	const running = await start({ uid });
	const signedIn = await signIn(running, '', {}, 'ssu');
	const cookie = signedIn.headers.getSetCookie()[0]!.split(';', 1)[0]!;
	const before = await sessions();
	const setMode = (mode: number) => {
		for (const name of readdirSync(folder)) chmodSync(join(folder, name), mode);
	};
	const text = 'Et mål i ventetid';
	const addGoal = () =>
		fetch(`${running.address}/edit/goals/new`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: running.address, accept: 'text/html', cookie },
			body: new URLSearchParams({ 'text.nb': text, 'text.nn': text, reason: 'Vedtatt', formKey: 'a-key' })
		});
	const goals = async () => (await run(`select 1 from goal_state where text like '%${text}%'`)).length;
	const isRefused = async () => {
		const refused = await addGoal();
		expect(refused.status).toBe(503);
		expect(await refused.text()).toMatch(new RegExp(`<textarea[^>]*>\\s*${text}`));
	};
	setMode(0o444);
	// Open files stay writable; a lock makes the server open them again.
	const other = createClient({ url: `file:${database}` });
	const lock = await other.transaction('write');
	await isRefused();
	lock.close();
	other.close();
	await isRefused();
	expect(running.log().join('\n')).toContain('The database file cannot be written');
	expect((await fetch(`${running.address}/areas`)).status).toBe(200);
	setMode(0o666);
	expect(await goals()).toBe(0);
	expect((await addGoal()).status).toBe(303);
	expect((await signIn(running)).status).toBe(303);
	expect(await goals()).toBe(1);
	await isWhole(before + 1);
});

test('a database that cannot be used ends the start with one sentence', async () => {
	const before = await sessions();
	await run(`insert into __drizzle_migrations (hash, created_at) values ('later', 9999999999999)`);
	await expect(start()).rejects.toThrow(/The database belongs to a newer version of Framdrift\./);
	await run(`delete from __drizzle_migrations where hash = 'later'`);
	// Root may write and read everything.
	const uid = process.getuid?.() === 0 ? '65534' : '';
	chmodSync(folder, 0o777);
	chmodSync(database, 0o444);
	await expect(start({ uid })).rejects.toThrow(/The database file cannot be written; check its owner/);
	chmodSync(database, 0o000);
	await expect(start({ uid })).rejects.toThrow(/The database file cannot be opened; check its folder/);
	chmodSync(database, 0o600);
	await isWhole(before);
});

test('a form posted without scripts comes back with its text after an error', async () => {
	const running = await start();
	const cookieOf = async (account: string) =>
		(await signIn(running, '', {}, account)).headers.getSetCookie()[0]!.split(';', 1)[0]!;
	const [leader, editor] = [await cookieOf('fsu1'), await cookieOf('ssu')];
	const posted = async (path: string, cookie: string, reason = 'Vedtatt i møte') => {
		const response = await fetch(running.address + path, {
			method: 'POST',
			headers: { origin: running.address, accept: 'text/html', cookie },
			body: new URLSearchParams({ 'text.nb': 'Et mål & mer', reason, formKey: 'a-key' })
		});
		return { status: response.status, html: await response.text() };
	};
	await run('alter table sent_form rename to sent_form_away');
	for (const [path, cookie, status] of [
		['/edit/goals/new', leader, 403],
		['/edit/nothing/new', editor, 404],
		['/edit/goals/new', editor, 500]
	] as const) {
		const answer = await posted(path, cookie);
		expect([path, answer.status]).toEqual([path, status]);
		expect(answer.html).toMatch(/<p class="text[^>]*>Et mål &amp; mer<\/p>/);
		expect(answer.html.includes('name="formKey" value="a-key"')).toBe(status === 500);
	}
	await run('alter table sent_form_away rename to sent_form');
	const rejected = await posted('/edit/goals/new', editor, '');
	expect(rejected.status).toBe(400);
	expect(rejected.html.match(/Et mål & mer/g), 'in the data, once').toHaveLength(1);
});

test('another program that checkpoints the log is warned about once', async () => {
	const running = await start();
	expect((await signIn(running)).status).toBe(303);
	for (let time = 0; time < 3; time++) {
		await run('pragma wal_checkpoint(truncate)');
		expect((await signIn(running)).status).toBe(303);
	}
	const warning = /Another program uses file:\S+ and checkpoints its log/;
	await expect.poll(() => running.log().filter((line) => warning.test(line))).toHaveLength(1);
});

test('a clock behind the last change is warned about', async () => {
	await run(
		`insert into event (plan_id, at, verb, noun, noun_id) select id, '2099-01-01T00:00:00.000Z', 'edit', 'plan', id from plan limit 1`
	);
	const running = await start();
	expect(running.log().join('\n')).toMatch(/The clock is \d+ minutes behind the last change in the database/);
	expect((await signIn(running)).status).toBe(303);
});

test('requests under way at SIGTERM are answered, and what was answered for is stored', async () => {
	const running = await start();
	const before = await sessions();
	const all = Array.from({ length: 4 }, () => signIn(running).catch(() => null));
	await Promise.race(all);
	const ended = running.end('SIGTERM');
	const statuses = (await Promise.all(all)).map((response) => response?.status ?? 'not accepted');
	await ended;
	const answered = statuses.filter((one) => one === 303).length;
	expect(statuses.filter((one) => one !== 303 && one !== 'not accepted')).toEqual([]);
	expect(answered).toBeGreaterThan(0);
	await isWhole(before + answered);
});
