// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { runOperator } from '../../src/bin/operator.mjs';
import { makeLargeDatabase } from '../support/large-plan.mjs';
import { cpuOf, startBenchProcess } from './process.mjs';
import { signInSession } from './sign-in.mjs';

const password = 'demo-passord-1234';
const [turns, warming, requests] = [2, 2, 12];
const events = 500_000;

/** Lists, which may take ten times as long for ten times the measures. */
const lists = [
	'/',
	'/measures',
	'/areas',
	'/map',
	'/timeline',
	'/needs',
	'/changes',
	'/rounds/2026',
	'/reviews/2026-half'
];
/** Pages that show one thing, or a page of a list. */
const single = [
	'/measures/2.2',
	'/areas/2',
	'/report/2.2',
	'/start',
	'/year',
	'/meetings',
	'/matters',
	'/decisions'
];

/** @typedef {{ address: string, pid: number | undefined, stop: () => Promise<void>, headers: Record<string, string>, database: string }} Site */

/**
 * The first sight of pages after a change, over the example data, over 500 000 events and five years of rounds, and over
 * ten times the measures: every kept value is derived again for each request.
 */
export async function measure() {
	const folder = await mkdtemp(join(tmpdir(), 'framdrift-bench-'));
	process.env.DEMO_PASSWORD = password;
	/** @type {Site[]} */
	const sites = [];
	try {
		const [few, long] = [join(folder, 'few.db'), join(folder, 'long.db')];
		for (const database of [few, long])
			if ((await runOperator(['demo-data', database])) !== 0) throw new Error('No example data.');
		await addHistory(long);
		for (const database of [few, long, await makeLargeDatabase(folder)]) sites.push(await siteOf(database));
		const lines = [];
		for (const path of [...lists, ...single]) lines.push(await compare(path, sites));
		return lines;
	} finally {
		for (const site of sites) await site.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

/** @param {string} path @param {Site[]} sites the example data first */
async function compare(path, sites) {
	const taken = sites.map(() => 0);
	for (let turn = 0; turn < turns; turn++)
		for (const [index, site] of sites.entries()) taken[index] += await firstSights(site, path);
	const [few = 0, long = 0, large = 0] = taken.map((ticks) => (ticks * 10) / (turns * requests));
	const ceiling = lists.includes(path) ? 10 : 1.3;
	return `${path}: ${few.toFixed(1)} ms of the processor; ${(long / few).toFixed(2)} times over ${events} events and five years (ceiling: 1.3); ${(large / few).toFixed(2)} times over ten times the measures (ceiling: ${ceiling})`;
}

/**
 * Gives every table a new token, and asks for a page, again and again.
 *
 * @param {Site} site
 * @param {string} path
 * @returns {Promise<number>} ticks of the processor that the requests took
 */
async function firstSights({ address, headers, database, pid }, path) {
	const client = createClient({ url: `file:${database}` });
	let before = 0;
	for (let asked = -warming; asked < requests; asked++) {
		if (asked === 0) before = await cpuOf(pid);
		await client.execute('update table_version set version = hex(randomblob(8))');
		const answer = await fetch(address + path, { headers });
		if (!answer.ok) throw new Error(`${address}${path} answered ${answer.status}.`);
		await answer.arrayBuffer();
	}
	client.close();
	return (await cpuOf(pid)) - before;
}

/** @param {string} database @returns {Promise<Site>} the built application, and the secretariat's session */
async function siteOf(database) {
	const env = { PORT: '0', DATABASE_URL: `file:${database}`, FRAMDRIFT_DEMO: '1', NODE_ENV: 'production' };
	const site = await startBenchProcess(['src/bin/server.mjs'], env);
	const cookie = await signInSession(site.address, 'sekretariat@demo.test', password);
	return { ...site, database, headers: { cookie } };
}

/** Adds ten closed rounds that repeat the example data's reports, and events like its own until there are enough. @param {string} database */
async function addHistory(database) {
	const client = createClient({ url: `file:${database}` });
	const last = Number((await client.execute('select max(id) from round')).rows[0]?.[0]);
	await client.execute(`insert into round (plan_id, year, kind, state, opens_on, report_by, read_by, meeting_on, questions)
		select plan_id, value, round.kind, 'closed', value || substr(opens_on, 5), value || substr(report_by, 5),
			value || substr(read_by, 5), value || substr(meeting_on, 5), questions
		from round, generate_series(2020, 2024) where round.state = 'closed'`);
	await client.execute({
		sql: `insert into evaluation (round_id, measure_id, state, status, progress, done, results, deviation, cause,
				needs, needs_text, next_steps, lang, reported_by, saved_at)
			select added.id, measure_id, 'locked', status, progress, done, results, deviation, cause,
				needs, needs_text, next_steps, lang, reported_by, saved_at
			from round added join round old on old.kind = added.kind and old.id <= ? join evaluation on round_id = old.id
			where added.id > ? and evaluation.state = 'locked'`,
		args: [last, last]
	});
	const own = Number((await client.execute('select count(*) from event')).rows[0]?.[0]);
	const trigger = await client.execute(`select sql from sqlite_schema where name = 'version_event_insert'`);
	// It would give the table a new token half a million times.
	await client.execute('drop trigger version_event_insert');
	// A hundredth of them are about things that are there, the others about others.
	await client.execute({
		sql: `with own as (select *, row_number() over (order by seq) as place from event),
				number(n) as (select 1 union all select n + 1 from number where n < :events)
			insert into event (plan_id, at, by, person_id, verb, noun, noun_id, before, after, reason)
			select plan_id, strftime('%Y-%m-%dT%H:%M:%fZ', '2021-01-01', n || ' minutes'), by, person_id, verb, noun,
				case when n % 100 = 0 then noun_id else noun_id || '-' || n / :own end, before, after, reason
			from number join own on place = 1 + n % :own`,
		args: { own, events }
	});
	await client.execute(String(trigger.rows[0]?.[0]));
	client.close();
}
