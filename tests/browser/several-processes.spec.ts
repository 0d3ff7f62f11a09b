import { expect, test } from 'playwright/test';
import { startInstallation, Visitor, type Installation } from '../support/installation';

/*
 * Three processes of the built application on one database server, behind a proxy that deals requests in turn. No
 * page is opened: what is tested is what the processes answer.
 */

test.describe.configure({ mode: 'serial', timeout: 120_000 });

const token = 'a-token-for-metrics';
let all: Installation;
test.beforeAll(async () => {
	all = await startInstallation(3, { METRICS_TOKEN: token, LOG_LEVEL: 'debug' });
});
test.afterAll(() => all.stop());

const visitor = () => new Visitor(all.address);

/** Adds a goal with a text of its own. */
const addGoal = (by: Visitor, text: string, formKey = text) =>
	by.post('/edit/goals/new', { 'text.nb': text, 'text.nn': text, reason: 'Vedtatt', formKey });

test('people are known to every process, and read what they have saved', async () => {
	for (let time = 0; time < 6; time++) {
		const editor = visitor();
		expect(await editor.signIn('ssu')).toBe(303);
		for (let page = 0; page < 3; page++) {
			const text = `Mål ${time}.${page} på tvers`;
			expect((await addGoal(editor, text)).status).toBe(303);
			const read = await editor.get('/edit/goals');
			expect([read.status, read.html.includes(text)]).toEqual([200, true]);
		}
	}
});

test('a draft saved on one process is saved on from there on the next', async () => {
	const writer = visitor();
	await writer.signIn('fsu1');
	let version = '';
	for (let number = 1; number <= 9; number++) {
		const form = { lang: 'nb', done: `Utkast nummer ${number}.`, version, round: '2026' };
		const answer = await writer.post('/report/1.6/draft', form);
		expect(answer.status).toBe(200);
		version = String((JSON.parse(answer.html) as { version: number }).version);
		expect((await writer.get('/report/1.6')).html).toContain(`Utkast nummer ${number}.`);
	}
});

test('the same form sent to two processes at once is applied once', async () => {
	const editor = visitor();
	await editor.signIn('ssu');
	const text = 'Et mål som sendes tre ganger';
	const answers = await Promise.all([1, 2, 3].map(() => addGoal(editor, text, 'one-key')));
	expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
	const { html } = await editor.get('/edit/goals');
	expect(html.match(new RegExp(`"Flytt opp: ${text}"`, 'g'))?.length).toBe(1);
});

test('whoever has an entry open on one process is seen on the others', async () => {
	const [siri, stein] = [visitor(), visitor()];
	await siri.signIn('ssu');
	await stein.signIn('sekretariat');
	const open = (by: Visitor) => by.post('/edit/presence', { noun: 'goals', nounId: 'new' });
	await open(siri);
	for (let turn = 0; turn < 3; turn++) {
		const others = JSON.parse((await open(stein)).html) as { others: { name: string }[] };
		expect(others.others).toHaveLength(1);
	}
});

test('a page kept for a reader who is signed in is not shown after another process has changed it', async () => {
	const readers = all.processes.map(({ address }) => new Visitor(address));
	for (const reader of readers) await reader.signIn('kommune');
	const editor = visitor();
	await editor.signIn('ssu');
	for (const text of ['Et mål på forsiden', 'Enda et mål på forsiden']) {
		// Twice, so that it is kept.
		for (const reader of [...readers, ...readers]) expect((await reader.get('/')).html).not.toContain(text);
		expect((await addGoal(editor, text)).status).toBe(303);
		for (let turn = 0; turn < 3; turn++) expect((await editor.get('/')).html).toContain(text);
		for (const reader of readers)
			await expect.poll(async () => (await reader.get('/')).html, { timeout: 3_000 }).toContain(text);
	}
});

test('while the primary is away pages are read, forms come back with their text, and nobody is signed out', async () => {
	const editor = visitor();
	await editor.signIn('ssu');
	for (let page = 0; page < 3; page++) await editor.get('/edit/goals');
	await all.primary.kill();
	const cookie = editor.cookie;
	for (let page = 0; page < 6; page++) {
		expect((await editor.get('/edit/goals')).status).toBe(200);
		expect((await visitor().get('/areas')).status).toBe(200);
	}
	expect(await (await fetch(`${all.processes[0]!.address}/readyz`)).text()).toBe('reading only');
	const text = 'Et mål i ventetid';
	for (const [prefix, title] of [
		['', 'Tjenesten er borte et øyeblikk'],
		['/nn', 'Tenesta er borte ein augneblink'],
		['/en', 'The service is away for a moment']
	]) {
		const form = { 'text.nb': text, 'text.nn': text, reason: 'Vedtatt', formKey: text };
		const refused = await editor.post(`${prefix}/edit/goals/new`, form);
		expect(refused.status).toBe(503);
		expect(refused.html).toContain(`<h1>${title}</h1>`);
		expect(refused.html).toMatch(new RegExp(`<textarea[^>]*>\\s*${text}`));
	}
	// A session that this copy cannot know is neither trusted nor forgotten.
	const stranger = await fetch(`${all.address}/edit`, {
		headers: { accept: 'text/html', cookie: `framdrift_session=${'a'.repeat(40)}` }
	});
	expect([stranger.status, stranger.headers.getSetCookie()]).toEqual([503, []]);
	expect(editor.cookie).toBe(cookie);
	await all.primary.again();
	expect((await addGoal(editor, text)).status).toBe(303);
	expect((await editor.get('/edit/goals')).html).toContain(text);
	expect(await (await fetch(`${all.processes[0]!.address}/readyz`)).text()).toBe('ok');
});

test('a process killed and started again while the primary is away reads on', async () => {
	await all.primary.kill();
	await all.kill(1);
	expect((await fetch(`${all.processes[1]!.address}/areas`)).status).toBe(200);
	expect(await (await fetch(`${all.processes[1]!.address}/readyz`)).text()).toBe('reading only');
	await all.primary.again();
	const editor = visitor();
	expect(await editor.signIn('ssu')).toBe(303);
	for (let page = 0; page < 3; page++) expect((await editor.get('/edit/goals')).status).toBe(200);
});

test('a process cut off from the primary reads on, keeps a form’s text, and goes on without a restart', async () => {
	const [cutOff, sound] = all.processes.map(({ address }) => new Visitor(address)) as [Visitor, Visitor];
	await cutOff.signIn('ssu');
	await sound.signIn('ssu');
	await all.links[0]!.cut();
	expect((await cutOff.get('/edit/goals')).status).toBe(200);
	const text = 'Et mål bak en brutt linje';
	const refused = await addGoal(cutOff, text);
	expect(refused.status).toBe(503);
	expect(refused.html).toMatch(new RegExp(`<textarea[^>]*>\\s*${text}`));
	expect((await addGoal(sound, 'Et mål på en hel linje')).status).toBe(303);
	await all.links[0]!.mend();
	expect((await addGoal(cutOff, text)).status).toBe(303);
	const { html } = await cutOff.get('/edit/goals');
	expect([html.includes(text), html.includes('Et mål på en hel linje')]).toEqual([true, true]);
});

test('a process killed in the middle of a write leaves the form to be sent again, and it is saved once', async () => {
	const writer = new Visitor(all.processes[2]!.address);
	await writer.signIn('ssu');
	const text = 'Et mål som prosessen døde av';
	all.links[2]!.delay(150);
	const sent = addGoal(writer, text).then(
		({ status }) => status,
		() => 'no answer'
	);
	await new Promise((later) => setTimeout(later, 600));
	await all.kill(2);
	expect(await sent).toBe('no answer');
	await all.links[2]!.mend();
	const again = visitor();
	await again.signIn('ssu');
	expect((await addGoal(again, text)).status).toBe(303);
	expect((await again.get('/edit/goals')).html.match(new RegExp(`"Flytt opp: ${text}"`, 'g'))?.length).toBe(
		1
	);
});

test('a process started while the primary does not answer comes up, reading only', async () => {
	all.links[1]!.silence({ exceptHealth: true });
	await all.kill(1);
	const { address } = all.processes[1]!;
	const text = async (path: string) => (await fetch(address + path)).text();
	expect([await text('/healthz'), await text('/readyz')]).toEqual(['ok', 'reading only']);
	expect((await fetch(`${address}/areas`)).status).toBe(200);
	await all.links[1]!.mend();
	await expect.poll(() => text('/readyz'), { timeout: 20_000 }).toBe('ok');
});

test('a session that has ended is deleted from the browser on every process', async () => {
	const leaver = visitor();
	await leaver.signIn('fsu2');
	const before = leaver.cookie;
	expect((await leaver.post('/logout', {})).status).toBe(303);
	for (let page = 0; page < 3; page++) {
		const headers = { cookie: `${leaver.cookie}; ${before}`, accept: 'text/html' };
		const answer = await fetch(`${all.address}/report`, { redirect: 'manual', headers });
		expect(answer.status).toBe(303);
		expect(answer.headers.getSetCookie().join()).toContain('framdrift_session=; Max-Age=0');
	}
});

test('the log is lines of JSON with the ids of requests, without anything personal', async () => {
	const secrets = ['Kari Nordmann', 'kari@eksempel.test', 'hemmelig-lenke', 'Diagnosen hennes'];
	const [name, email, secret, text] = secrets as [string, string, string, string];
	const { address, log } = all.processes[0]!;
	const stranger = new Visitor(address);
	await stranger.get(`/search?q=${encodeURIComponent(`${name} ${email}`)}`);
	await stranger.get(`/matters/status/${secret}`);
	await stranger.get(`/${encodeURIComponent(email)}`);
	await stranger.post('/login', { email, password: text });
	await stranger.post(`/matters/new?${encodeURIComponent(email)}`, { title: text, text, name, email });
	await fetch(`${address}/areas?one`, { headers: { 'x-request-id': email, 'user-agent': name } });
	const lines = log().filter((line) => line.startsWith('{'));
	const requests = lines.map((line) => JSON.parse(line) as { id?: string; route?: string | null });
	expect(requests.filter(({ route }) => route === '/search').length).toBeGreaterThan(0);
	for (const { route, id } of requests) if (route) expect(id).toMatch(/^[\w-]{8,64}$/);
	const whole = log().join('\n');
	for (const one of [...secrets, encodeURIComponent(email), encodeURIComponent(name)])
		expect(whole).not.toContain(one);
	expect(log().filter((line) => !line.startsWith('{'))).toEqual([`Framdrift is at ${address}`]);
});

test('each process gives its figures to whoever has the token, and its request’s id to all', async () => {
	const { address } = all.processes[0]!;
	expect((await fetch(`${address}/metrics`)).status).toBe(404);
	const headers = { authorization: `Bearer ${token}`, 'x-request-id': 'an-id-of-the-proxy' };
	const answer = await fetch(`${address}/metrics`, { headers });
	expect(answer.headers.get('x-request-id')).toBe('an-id-of-the-proxy');
	const text = await answer.text();
	expect(text).toContain('framdrift_primary_connected 1');
	expect(text).toMatch(
		/framdrift_request_seconds_count\{method="GET",route="\/edit\/\[part\]",status="200"\} [1-9]/
	);
});
