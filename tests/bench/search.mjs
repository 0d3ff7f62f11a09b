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

/** Words of nearly every matter, of the beginning of many, of meetings and decisions, and several words. */
const matterQueries = ['samarbeid', 'sa', 'vedtak', 'rutine kommune'];
const matters = 5_000;
const meetings = 500;

/** @typedef {{ address: string, stop: () => Promise<void>, headers: Record<string, string> }} Site */
/** @typedef {(client: import('@libsql/client').Client) => Promise<void>} Filling */

/**
 * Search as the secretariat sees it, over 10 000 evaluations against 1 000: the same pages in front of
 * the same plan. Then over 5 000 matters and 500 meetings against the example data alone.
 */
export async function measure() {
	return [
		...(await measurePair(
			sizes.map((size) => (client) => fill(client, size)),
			{ queries, few: '1 000 evaluations', many: '10 000' }
		)),
		...(await measurePair([async () => {}, fillMatters], {
			...{ queries: matterQueries, few: 'the demo', many: '5 000 matters and 500 meetings' }
		}))
	];
}

/** @param {Filling[]} fillings the smaller first @param {{ queries: string[], few: string, many: string }} compared */
async function measurePair(fillings, { queries: asked, ...named }) {
	const folder = await mkdtemp(join(tmpdir(), 'framdrift-bench-'));
	/** @type {Site[]} */
	const sites = [];
	try {
		for (const [index, filling] of fillings.entries())
			sites.push(await siteWith(filling, join(folder, `${index}.db`)));
		const lines = [];
		for (const query of asked) lines.push(await compare(query, sites, named));
		return lines;
	} finally {
		for (const site of sites) await site.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

/** @param {string} query @param {Site[]} sites the smaller first @param {{ few: string, many: string }} named */
async function compare(query, sites, named) {
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
	return `Search for “${query}”: ${few.toFixed(1)} requests/s over ${named.few}, ${many.toFixed(1)} over ${named.many}: ${times} times as long (ceiling: 5)`;
}

/** The built application on the example data with more of something. @param {Filling} filling @param {string} database */
async function siteWith(filling, database) {
	process.env.DEMO_PASSWORD = password;
	if ((await runOperator(['demo-data', database])) !== 0) throw new Error('No example data.');
	const client = createClient({ url: `file:${database}` });
	await filling(client);
	client.close();
	const env = { PORT: '0', DATABASE_URL: `file:${database}`, FRAMDRIFT_DEMO: '1', NODE_ENV: 'production' };
	const site = await startBenchProcess(['src/bin/server.mjs'], env);
	const cookie = await signInSession(site.address, 'sekretariat@demo.test', password);
	return { ...site, headers: { cookie } };
}

/** Adds closed rounds in which every measure says what some report of the example data says. @param {import('@libsql/client').Client} client @param {number} evaluations */
async function fill(client, evaluations) {
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
}

const matterTitle = "'Samarbeid om rutine ' || n || ' i kommune ' || (n % 17)";
const matterText =
	"'Partene trenger en felles rutine for samarbeid, sak ' || n || ': avtale, opplæring og oppfølging.'";

/** Adds matters, and held meetings with ten items each and their published decisions. @type {Filling} */
async function fillMatters(client) {
	const numbers = (/** @type {number} */ to) =>
		`with recursive number(n) as (select 1 union all select n + 1 from number where n < ${to})`;
	const last = async (/** @type {string} */ table) =>
		Number((await client.execute(`select max(id) from ${table}`)).rows[0]?.[0]);
	const [meeting, matter] = [await last('meeting'), await last('matter')];
	for (const statement of [
		`${numbers(matters)} insert into matter (partnership_id, title, text, lang, origin, state, received_at, body_id)
			select 1, ${matterTitle}, ${matterText}, 'nb', 'form', 'treated', '2026-01-01T08:00:00.000Z', 1 + n % 5 from number`,
		`${numbers(meetings)} insert into meeting (partnership_id, body_id, kind, state, day, lang, uid)
			select 1, 1 + n % 5, 'ordinary', 'published', date('2010-01-01', (n * 7) || ' days'), 'nb', 'bench-' || n from number`,
		`${numbers(matters)} insert into agenda_item (meeting_id, position, number, number_key, number_body_id, number_year,
				kind, matter_id, title, lang, background, proposal, outcome_kind, outcome, outcome_lang, consensus)
			select ${meeting} + 1 + n % ${meetings}, n / ${meetings}, 'B ' || n, 'b' || n, 1 + n % 5, 2010, 'decision',
				${matter} + n, ${matterTitle}, 'nb', ${matterText}, 'Forslag til vedtak', 'decision', 'Vedtak: ' || ${matterText}, 'nb', 'agreed'
			from number`,
		`insert into decision (partnership_id, body_id, matter_id, agenda_item_id, decided_on, number, title, text, lang, kind, published_at)
			select 1, meeting.body_id, item.matter_id, item.id, meeting.day, item.number, item.title, item.outcome, 'nb', 'information', '2026-01-01T08:00:00.000Z'
			from agenda_item item join meeting on meeting.id = item.meeting_id where meeting.id > ${meeting}`
	])
		await client.execute(statement);
}
