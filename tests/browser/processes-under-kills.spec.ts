import { createClient, type Client } from '@libsql/client';
import { expect, test } from 'playwright/test';
import { effort } from '../support/effort';
import { startInstallation, Visitor, type Installation } from '../support/installation';
import { addGoals, followUp, importTables, report } from '../support/mixed-operations';
import { PersistentVisitor, SentTally } from '../support/persistent-visitor';
import { storageFaults } from '../support/stored-once';

/*
 * Three processes, one primary, and a proxy that deals requests in turn, while the primary and each process are
 * killed: what was answered for is stored, once, readers read on, and nobody is signed out. People sign in, add goals,
 * draft, submit and approve reports, import tables and follow decisions up. A short form in `npm test`; 10 000
 * operations in the soak.
 */

const plan = effort(
	{ operations: 45, goals: 8, leaders: 1, rest: 50, kills: ['primary', 0, 'primary'] },
	{
		...{ operations: 10_000, goals: 150, leaders: 2, rest: 200 },
		kills: ['primary', 0, 'primary', 1, 'primary', 2, 'primary', 'primary']
	}
);
/** Those who report, and measures of theirs that nobody has reported on. */
const leaders = [
	['fsu5', ['5.3', '5.4']],
	['fsu6', ['6.4', '6.5']]
] as const;
const kinds = ['goal', 'draft', 'submit', 'withdraw', 'approve', 'return', 'import', 'decision', 'follow-up'];
const pause = (milliseconds: number) => new Promise((later) => setTimeout(later, milliseconds));

test.describe.configure({ timeout: effort(120_000, 7_200_000) });

let all: Installation;
test.beforeAll(async () => {
	all = await startInstallation(3);
});
test.afterAll(() => all.stop());

const tally = new SentTally();
const reads = { ok: 0, away: 0, other: [] as string[] };

/** Reads pages as a visitor and as somebody who has signed in. */
async function readOn(until: () => boolean): Promise<void> {
	const stranger = new Visitor(all.address);
	const reader = await new PersistentVisitor(all.address, tally).enter('kommune');
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
		await pause(plan.rest);
	}
}

async function kill(): Promise<void> {
	for (const [number, one] of plan.kills.entries()) {
		// Spread over the operations.
		while (tally.operations < (plan.operations * (number + 1)) / (plan.kills.length + 1)) await pause(20);
		if (typeof one === 'number') await all.kill(one);
		else {
			await all.primary.kill();
			await pause(600);
			await all.primary.again();
		}
		say(`killed ${one} at ${tally.operations}`);
	}
}

/** Says how far a long run is. */
function say(what: string): void {
	if (process.env.FRAMDRIFT_SOAK === '1') console.log(`${new Date().toISOString()} ${what}`);
}

async function countWithdrawn(client: Client): Promise<number> {
	const { rows } = await client.execute("select count(*) as n from event where verb = 'withdraw-evaluation'");
	return Number(rows[0]!.n);
}

test('what is answered for is stored once while the primary and the processes are killed', async () => {
	const client = createClient({ url: all.primary.url });
	const withdrawn = await countWithdrawn(client);
	let isKilled = false;
	const isEveryKind = () => kinds.every((kind) => tally.of(kind).acknowledged.length > 0);
	const until = () => isKilled && tally.operations >= plan.operations && isEveryKind();
	const work = { address: all.address, tally, until };
	await Promise.all([
		addGoals(work, plan.goals),
		...leaders.slice(0, plan.leaders).map(([leader, measures]) => report(work, leader, measures)),
		importTables(work),
		followUp(work),
		readOn(until),
		kill().then(() => (isKilled = true))
	]);

	expect(await storageFaults(client, tally)).toEqual([]);
	expect((await countWithdrawn(client)) - withdrawn).toBe(tally.of('withdraw').acknowledged.length);
	const { rows } = await client.execute('pragma integrity_check');
	expect(rows[0]).toMatchObject({ integrity_check: 'ok' });
	client.close();
	say(`${tally.summary()}, pages ${JSON.stringify(reads)}`);
	expect(reads.other).toEqual([]);
	expect(reads.away).toBeLessThan(reads.ok / 10);
	// Every process shows the same.
	const editor = await new PersistentVisitor(all.address, tally).enter('ssu');
	const goals = tally.of('goal').acknowledged.slice(-3);
	for (let turn = 0; turn < 3; turn++)
		for (const text of goals) expect(await editor.look('/edit/goals')).toContain(text);
});
