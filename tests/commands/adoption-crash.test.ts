import { createHash } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { saveAddition } from '$lib/server/adjustments/additions';
import { openAdjustment, decideItem, type ItemDecision } from '$lib/server/adjustments/commands';
import { openDatabase, type Database } from '$lib/server/database/database';
import { measureByCode } from '$lib/server/measures/queries';
import { temporaryDatabase } from '../support/database';
import { aPartnership, aPlanFile, expectOk, today, type Partnership } from '../support/partnership';
import type { AdoptionTask, AdoptionMessage } from './adoption-process';
import { buildTestProcess } from './child-process';

/*
 * The adjustment of a plan of 64 measures is adopted whole or not at all: a process is killed at any moment
 * of it, and what is in the file when it is opened again is, table by table, what was there before or what
 * is there when nothing disturbs it. FRAMDRIFT_KILLS=100 runs it at the size of the promise.
 */
const kills = Number(process.env.FRAMDRIFT_KILLS ?? 3);
const year = 2027;
const start = buildTestProcess<AdoptionTask>('adoption-process');

let partnership: Partnership;

/** Every third measure goes into operation, every third ends, the others are edited; and two are new. */
beforeAll(async () => {
	partnership = await aPartnership(aPlanFile({ measures: 64 }));
	const { db, planId } = partnership;
	const ssu = partnership.as('ssuLeader');
	expectOk(await openAdjustment(ssu, { planId, year }));
	const codes = await db.read.all<{ code: string }>(sql`select code from measure order by id`);
	for (const [place, { code }] of codes.entries()) {
		const outcome = place % 3 === 0 ? await edited(code, 'Kari Nordmann') : undefined;
		const kind = (['adjust', 'into-operation', 'discontinue'] as const)[place % 3]!;
		const settlement: ItemDecision = { kind, stance: 'taken', reason: `Grunn ${code}`, outcome };
		expectOk(await decideItem(ssu, { planId, year, code, version: null }, settlement));
	}
	const { edit } = await edited('1.1', 'Ola Nordmann');
	for (const area of [1, null])
		expectOk(await saveAddition(ssu, { planId, year }, { area, code: null, edit, reason: 'Mangla' }));
	await db.read.run(sql`PRAGMA wal_checkpoint(TRUNCATE)`);
}, 120_000);

async function edited(code: string, contact: string) {
	const found = (await measureByCode(partnership.db.read, partnership.planId, code))!;
	const { title, summary, targetGroup, expectedEffect, startsOn, deadline, deadlineWords } = found;
	const milestones = [{ title: { nn: 'Oppstart' }, due: '2027-03-01', doneOn: null }];
	const texts = { title, summary, targetGroup, expectedEffect, startsOn, deadline, deadlineWords };
	return { madeFrom: found.version, edit: { ...texts, contact, body: 'fsu-1', milestones } };
}

/** The plan's file as it was before anything was adopted, in a file of its own. */
async function aCopy(): Promise<string> {
	const { url, close } = await temporaryDatabase();
	close();
	copyFileSync(partnership.db.url.slice('file:'.length), url.slice('file:'.length));
	return url;
}

/** Starts the adoption, and waits until its turn has begun. */
async function adopting(url: string) {
	const { actors, planId } = partnership;
	const task = { url, actor: actors.ssuLeader, planId, year, decision: 'SSU, sak 03/27' };
	const adopter = start({ ...task, now: today.toISOString() });
	expect(await adopter.heard()).toBe('ready');
	adopter.process.stdin!.write('go');
	expect(await adopter.heard()).toBe('begun');
	return adopter;
}

/** A digest of every row of every table, after the file is found to be sound. */
async function stateOf(url: string): Promise<string> {
	const db = await openDatabase({ url });
	try {
		expect(await db.read.all(sql`PRAGMA integrity_check`)).toEqual([{ integrity_check: 'ok' }]);
		return await digestOf(db);
	} finally {
		db.close();
	}
}

async function digestOf({ read }: Database): Promise<string> {
	const tables = await read.all<{ name: string }>(
		sql`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'
			and name <> 'table_version' order by name`
	);
	expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['measure', 'event', 'past']));
	const digest = createHash('sha256');
	for (const { name } of tables) {
		const rows = await read.all(sql.raw(`select * from \`${name}\``));
		digest.update(`${name} ${JSON.stringify(rows)}\n`);
	}
	return digest.digest('hex');
}

it('is adopted whole or not at all, with the process killed at any point', async () => {
	const before = await stateOf(await aCopy());
	const whole = await aCopy();
	const undisturbed = await adopting(whole);
	const began = performance.now();
	expect([await undisturbed.heard(), await undisturbed.heard()]).toEqual(['written', 'stands']);
	const lasts = performance.now() - began;
	await undisturbed.rest();
	const after = await stateOf(whole);
	expect(after).not.toBe(before);

	const fell: Record<AdoptionMessage, number> = { ready: 0, begun: 0, written: 0, stands: 0 };
	const stood = { before: 0, after: 0 };
	let url = await aCopy();
	for (let kill = 0; kill < kills; kill++) {
		const adopter = await adopting(url);
		// Evenly over its length, each at a place of its own.
		const share = (kill + Math.random()) / kills;
		await new Promise((later) => setTimeout(later, share * lasts));
		adopter.process.kill('SIGKILL');
		const last = ((await adopter.rest()).at(-1) ?? 'begun') as AdoptionMessage;
		const state = await stateOf(url);
		const what = `kill ${kill + 1}, after “${last}”`;
		expect([before, after], what).toContain(state);
		// Only between the last write and the answer may it be either.
		if (last !== 'written') expect(state, what).toBe(last === 'stands' ? after : before);
		fell[last]++;
		stood[state === after ? 'after' : 'before']++;
		// A file that was cut off is tried again as it is; one that is adopted has no more to adopt.
		if (state === after) url = await aCopy();
	}
	const { begun, written, stands } = fell;
	console.log(
		`${kills} kills over ${Math.round(lasts)} ms: ${begun} in the turn, ${written} in its commit, ${stands} after it; ` +
			`${stood.before} found the plan as before, ${stood.after} as after`
	);
	expect(begun + written, 'kills within the adoption').toBeGreaterThan(0);

	await (await adopting(url)).rest();
	expect(await stateOf(url), 'what was cut off can be adopted').toBe(after);
}, 3_600_000);
