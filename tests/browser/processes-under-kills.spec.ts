import { createClient, type Client } from '@libsql/client';
import { expect, test } from 'playwright/test';
import { effort } from '../support/effort';
import { startInstallation, Visitor, type Installation } from '../support/installation';

/*
 * Three processes, one primary, and a proxy that deals requests in turn, while the primary and each process are
 * killed: what was answered for is stored, once, readers read on, and nobody is signed out. A short form in
 * `npm test`; 10 000 operations in the soak.
 */

const plan = effort(
	{ operations: 40, goals: 20, kills: ['primary', 0, 'primary'] },
	{ operations: 10_000, goals: 150, kills: ['primary', 0, 'primary', 1, 'primary', 2, 'primary', 'primary'] }
);
const pause = (milliseconds: number) => new Promise((later) => setTimeout(later, milliseconds));

test.describe.configure({ timeout: effort(120_000, 7_200_000) });

let all: Installation;
test.beforeAll(async () => {
	all = await startInstallation(3);
});
test.afterAll(() => all.stop());

/** What was answered for, and what was seen meanwhile. */
const seen = { operations: 0, tries: 0, goals: [] as string[], submitted: 0, withdrawn: 0, drafts: 0 };
const reads = { ok: 0, away: 0, other: [] as string[] };

/** Sends a form until it is answered for: the same key, whatever happened to it before. */
async function persist(by: Visitor, path: string, form: Record<string, string>): Promise<string> {
	for (let tries = 0; tries < 200; tries++) {
		seen.tries++;
		const answer = await by.post(path, form).catch(() => null);
		if (answer && answer.status < 400) {
			seen.operations++;
			return answer.html;
		}
		if (answer && ![502, 503].includes(answer.status))
			throw new Error(`${path} was answered with ${answer.status}.`);
		await pause(100);
	}
	throw new Error(`${path} was never answered for.`);
}

/** Reads a page until it is shown. */
async function look(by: Visitor, path: string): Promise<string> {
	for (let tries = 0; tries < 200; tries++) {
		const { status, html } = await by.get(path).catch(() => ({ status: 0, html: '' }));
		if (status === 200) return html;
		if (status === 303) throw new Error(`${path} asks to sign in.`);
		await pause(100);
	}
	throw new Error(`${path} was never shown.`);
}

async function signIn(account: string): Promise<Visitor> {
	const visitor = new Visitor(all.address);
	for (let tries = 0; tries < 200; tries++) {
		if ((await visitor.signIn(account).catch(() => 0)) === 303) return visitor;
		await pause(100);
	}
	throw new Error(`${account} could not sign in.`);
}

/** Adds goals, each of which is read by its author at once, and then signs in and out. */
async function addGoals(until: () => boolean): Promise<void> {
	const editor = await signIn('ssu');
	for (let number = 0; !until() && number < plan.goals; number++) {
		const text = `Mål nummer ${number}, skrevet under strømbrudd`;
		const form = { 'text.nb': text, 'text.nn': text, reason: 'Vedtatt', formKey: `goal-${number}` };
		await persist(editor, '/edit/goals/new', form);
		seen.goals.push(text);
		expect(await look(editor, '/edit/goals')).toContain(text);
	}
	while (!until()) {
		const guest = await signIn('ssu');
		await look(guest, '/account');
		await persist(guest, '/logout', {});
		expect((await guest.get('/account')).status).not.toBe(200);
	}
}

/** Writes drafts of one report, submits it and withdraws it, again and again. */
async function report(until: () => boolean): Promise<void> {
	const leader = await signIn('fsu1');
	const version = async () =>
		/name="version" value="(\d*)"/.exec(await look(leader, '/report/1.6'))?.[1] ?? '';
	for (let number = 0; !until(); number++) {
		const form = { lang: 'nb', round: '2026', status: 'on-track', progress: '40', done: `Utkast ${number}.` };
		const key = (name: string) => ({ formKey: `${name}-${number}` });
		await persist(leader, '/report/1.6?/save', { ...form, ...key('save'), version: await version() });
		seen.drafts++;
		expect(await look(leader, '/report/1.6')).toContain(`Utkast ${number}.`);
		await persist(leader, '/report/1.6?/submit', { ...form, ...key('submit'), version: await version() });
		seen.submitted++;
		await persist(leader, '/report/1.6?/withdraw', { ...form, ...key('withdraw'), version: await version() });
		seen.withdrawn++;
	}
}

/** Reads pages as a visitor and as somebody who has signed in. */
async function readOn(until: () => boolean): Promise<void> {
	const [stranger, reader] = [new Visitor(all.address), await signIn('kommune')];
	while (!until()) {
		for (const [by, path] of [
			[stranger, '/areas'],
			[reader, '/account'],
			[reader, '/']
		] as const) {
			const { status } = await by.get(path).catch(() => ({ status: 0 }));
			if (status === 200) reads.ok++;
			else if (status === 503) reads.away++;
			else reads.other.push(`${path}: ${status}`);
		}
		await pause(20);
	}
}

async function kill(): Promise<void> {
	for (const [number, one] of plan.kills.entries()) {
		// Spread over the operations.
		while (seen.operations < (plan.operations * (number + 1)) / (plan.kills.length + 1)) await pause(20);
		if (typeof one === 'number') await all.kill(one);
		else {
			await all.primary.kill();
			await pause(600);
			await all.primary.again();
		}
	}
}

/** Counts what the log says about submitted and withdrawn reports. */
async function countEvents(client: Client): Promise<{ submitted: number; withdrawn: number }> {
	const count = (verb: string) => `(select count(*) from event where verb = '${verb}-evaluation')`;
	const sql = `select ${count('submit')} as submitted, ${count('withdraw')} as withdrawn`;
	const { rows } = await client.execute(sql);
	return { submitted: Number(rows[0]!.submitted), withdrawn: Number(rows[0]!.withdrawn) };
}

test('what is answered for is stored once while the primary and the processes are killed', async () => {
	const client = createClient({ url: all.primary.url });
	const before = await countEvents(client);
	let isKilled = false;
	const until = () => isKilled && seen.operations >= plan.operations;
	const killing = kill().then(() => (isKilled = true));
	await Promise.all([addGoals(until), report(until), readOn(until), killing]);

	const rows = async (sql: string) => (await client.execute(sql)).rows;
	const stored = (await rows(`select "text" from goal_state where "text" like '%strømbrudd%'`)).map((row) =>
		JSON.stringify(row.text)
	);
	expect(stored).toHaveLength(seen.goals.length);
	for (const text of seen.goals) expect(stored.filter((one) => one.includes(text))).toHaveLength(1);
	const after = await countEvents(client);
	expect(after.submitted - before.submitted).toBe(seen.submitted);
	expect(after.withdrawn - before.withdrawn).toBe(seen.withdrawn);
	if (process.env.FRAMDRIFT_SOAK === '1')
		console.log(JSON.stringify({ seen: { ...seen, goals: seen.goals.length }, reads }));
	expect((await rows('pragma integrity_check'))[0]).toMatchObject({ integrity_check: 'ok' });
	client.close();
	expect(reads.other).toEqual([]);
	expect(reads.away).toBeLessThan(reads.ok / 10);
	// Every process shows the same.
	const editor = await signIn('ssu');
	for (let turn = 0; turn < 3; turn++)
		for (const text of seen.goals.slice(-3)) expect(await look(editor, '/edit/goals')).toContain(text);
});
