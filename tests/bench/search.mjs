// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { runOperator } from '../../src/bin/operator.mjs';
import { median, measureRequestRate } from './load.mjs';
import { startBenchProcess } from './process.mjs';
import { signInSession } from './sign-in.mjs';

const sizes = /** @type {const} */ ([1_000, 10_000]);
const rounds = 5;
const requests = 48;
const password = 'demo-passord-1234';

/** A word of nearly every report, the beginning of many, and several words. */
const queries = ['kommune', 'sa', 'avtale kommune'];

/**
 * Search as the secretariat sees it, over 10 000 evaluations against 1 000: the same pages in front of
 * the same plan.
 */
export async function measure() {
	const folder = await mkdtemp(join(tmpdir(), 'framdrift-bench-'));
	/** @type {{ address: string, stop: () => Promise<void>, headers: Record<string, string> }[]} */
	const sites = [];
	try {
		for (const size of sizes) sites.push(await siteWith(size, join(folder, `${size}.db`)));
		const lines = [];
		for (const query of queries) lines.push(await compare(query, sites));
		return lines;
	} finally {
		for (const site of sites) await site.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

/** @param {string} query @param {{ address: string, headers: Record<string, string> }[]} sites the smaller first */
async function compare(query, sites) {
	/** @type {number[][]} */
	const rates = sites.map(() => []);
	for (let round = 0; round <= rounds; round++)
		for (const [index, { address, headers }] of sites.entries()) {
			const found = await measureRequestRate(`${address}/search?q=${encodeURIComponent(query)}`, {
				requests,
				headers
			});
			// The first round is for warming up.
			if (round > 0) rates[index]?.push(found);
		}
	const [few = 0, many = 0] = rates.map(median);
	const times = (few / many).toFixed(1);
	return `Search for “${query}”: ${few.toFixed(1)} requests/s over 1 000 evaluations, ${many.toFixed(1)} over 10 000: ${times} times as long (ceiling: 5)`;
}

/** The built application on the example data, with so many evaluations more. @param {number} evaluations @param {string} database */
async function siteWith(evaluations, database) {
	process.env.DEMO_PASSWORD = password;
	if ((await runOperator(['demo-data', database])) !== 0) throw new Error('No example data.');
	await fill(`file:${database}`, evaluations);
	const env = { PORT: '0', DATABASE_URL: `file:${database}`, FRAMDRIFT_DEMO: '1', NODE_ENV: 'production' };
	const site = await startBenchProcess(['src/bin/server.mjs'], env);
	const cookie = await signInSession(site.address, 'sekretariat@demo.test', password);
	return { ...site, headers: { cookie } };
}

/** Adds closed rounds in which every measure says what some report of the example data says. @param {string} url @param {number} evaluations */
async function fill(url, evaluations) {
	const client = createClient({ url });
	const count = async (/** @type {string} */ what) => Number((await client.execute(what)).rows[0]?.[0]);
	const measures = await count('select count(*) from measure');
	const last = await count('select max(id) from round');
	await client.execute({
		sql: `with recursive number(n) as (select 0 union all select n + 1 from number where n + 1 < ?)
			insert into round (plan_id, year, kind, state, opens_on, report_by, read_by, meeting_on, questions)
			select plan_id, 2100 + n, kind, 'closed', opens_on, report_by, read_by, meeting_on, questions
			from number, (select * from round limit 1)`,
		args: [Math.ceil(evaluations / measures)]
	});
	await client.execute({
		sql: `with said as (select *, row_number() over (order by id) as place, count(*) over () as total from evaluation)
			insert into evaluation (round_id, measure_id, state, status, progress, done, results, deviation, cause,
				needs, needs_text, next_steps, lang, reported_by, saved_at)
			select round.id, measure.id, 'locked', status, progress, done, results, deviation, cause,
				needs, needs_text, next_steps, lang, reported_by, saved_at
			from round, measure join said on place = 1 + (round.id * 7 + measure.rowid) % total
			where round.id > ? limit ?`,
		args: [last, evaluations]
	});
	client.close();
}
