// @ts-check
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { runOperator } from '../../src/bin/operator.mjs';
import { measureLoad, median } from './load.mjs';
import { cpuOf, memoryOf, startBenchProcess } from './process.mjs';
import { comparisonLines, tableLines, writeReport } from './report.mjs';
import { signInSession } from './sign-in.mjs';

const password = 'demo-passord-1234';
const stored = 'docs/benchmark.json';
const metricsToken = 'bench-bench-bench-bench-bench-bench';

/** True for a run of about a minute, which is not stored. */
const isShort = process.argv.includes('short');
const { rounds, seconds } = isShort ? { rounds: 3, seconds: 0.6 } : { rounds: 7, seconds: 2 };

/**
 * Pages, and who asks for them. A page with an unknown parameter is not kept: the same page, rendered for each request.
 * `changed` names a table: all measures are asked for in turn, and it changes before each turn.
 *
 * @type {readonly { name: string, path: string, account?: string, headers?: Record<string, string>, changed?: string }[]}
 */
const pages = [
	{ name: 'Published review', path: '/reviews/2026-half' },
	{ name: 'Published review, Brotli', path: '/reviews/2026-half', headers: { 'accept-encoding': 'br' } },
	{ name: 'Published review, rendered each time', path: '/reviews/2026-half?rendered' },
	{ name: 'Overview', path: '/' },
	{ name: 'Areas', path: '/areas' },
	{ name: 'Measure', path: '/measures/2.2' },
	{ name: 'Measure, rendered each time', path: '/measures/2.2?rendered' },
	{ name: 'Measure, first sight after a report', path: '/measures/2.2', changed: 'evaluation' },
	{ name: 'Search', path: '/search?q=barn' },
	{ name: 'Overview, signed in', path: '/', account: 'ssu' },
	{ name: 'My reporting, signed in', path: '/report', account: 'fsu1' },
	{ name: 'My reporting, rendered each time', path: '/report?rendered', account: 'fsu1' },
	{ name: 'One report, signed in', path: '/report/1.2', account: 'fsu1' },
	{ name: 'One report, rendered each time', path: '/report/1.2?rendered', account: 'fsu1' },
	{ name: 'Round, signed in', path: '/rounds/2026', account: 'sekretariat' },
	{ name: 'Round, rendered each time', path: '/rounds/2026?rendered', account: 'sekretariat' }
];

/**
 * Pages against a bare server that sends the same bytes to the same client in the same run: requests, percentiles
 * and processor time as ratios.
 */
export async function measure() {
	const folder = await mkdtemp(join(tmpdir(), 'framdrift-bench-'));
	const database = join(folder, 'framdrift.db');
	process.env.DEMO_PASSWORD = password;
	if ((await runOperator(['demo-data', database])) !== 0) throw new Error('No example data.');
	const site = await startBenchProcess(['src/bin/server.mjs'], {
		...{ PORT: '0', DATABASE_URL: `file:${database}`, FRAMDRIFT_DEMO: '1', NODE_ENV: 'production' },
		METRICS_TOKEN: metricsToken
	});
	try {
		/** @type {import('./report.mjs').PageFigures[]} */
		const rows = [];
		for (const page of pages) rows.push(await measurePage({ ...site, database }, folder, page));
		const report = { measuredOn: new Date().toISOString().slice(0, 10), cores: cpus().length, rows };
		const before = await readFile(stored, 'utf8').then(JSON.parse, () => null);
		if (!isShort) await writeReport(stored, report);
		return [...tableLines(report), ...comparisonLines(report, before)];
	} finally {
		await site.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

/**
 * @param {{ address: string, pid: number | undefined, database: string }} site
 * @param {string} folder
 * @param {typeof pages[number]} page
 * @returns {Promise<import('./report.mjs').PageFigures>}
 */
async function measurePage(site, folder, { name, path, account, headers: asked = {}, changed }) {
	/** @type {Record<string, string>} */
	const headers = account
		? { ...asked, cookie: await signInSession(site.address, `${account}@demo.test`, password) }
		: asked;
	const recording = join(folder, 'page.json');
	const bytes = await record(site.address + path, headers, recording);
	const bare = await startBenchProcess(['tests/bench/bare.mjs', recording]);
	try {
		const turns = changed ? await measuresInTurn(site, changed) : null;
		const run = (/** @type {{ address: string, pid: number | undefined }} */ { address, pid }) => {
			const next = turns && address === site.address ? turns : address + path;
			return withCpu(pid, () => measureLoad(next, { headers, seconds }));
		};
		// The first round is for warming up.
		await run(site);
		await run(bare);
		/** @type {{ rate: number, p50: number, p99: number, cpu: number }[]} */
		const ratios = [];
		/** @type {{ p50: number, p99: number }[]} */
		const own = [];
		for (let round = 0; round < rounds; round++) {
			const [ours, theirs] = [await run(site), await run(bare)];
			own.push(ours);
			ratios.push({
				...{ rate: ours.rate / theirs.rate, p50: ours.p50 / theirs.p50 },
				...{ p99: ours.p99 / theirs.p99, cpu: ours.cpu / theirs.cpu }
			});
		}
		const statements = await statementsOf(site.address, path, headers);
		const of = (/** @type {'rate' | 'p50' | 'p99' | 'cpu'} */ key) => median(ratios.map((one) => one[key]));
		return {
			...{ name, kilobytes: Math.round(bytes / 1024), rate: of('rate'), p50: of('p50'), p99: of('p99') },
			...{ cpu: of('cpu'), milliseconds: median(own.map((one) => one.p50)) },
			slowest: median(own.map((one) => one.p99)),
			statements,
			megabytes: Math.round((await memoryOf(site.pid)) / 1024)
		};
	} finally {
		await bare.stop();
	}
}

/**
 * Returns a function that returns the addresses of all measures in turn, and gives a table a new token before each turn.
 *
 * @param {{ address: string, database: string }} site
 * @param {string} table
 */
async function measuresInTurn({ address, database }, table) {
	const client = createClient({ url: `file:${database}` });
	const { rows } = await client.execute("select code from measure where lifecycle = 'adopted'");
	let asked = 0;
	return async () => {
		const turn = asked++ % rows.length;
		const args = [table];
		if (turn === 0)
			await client.execute({
				sql: 'update table_version set version = hex(randomblob(8)) where of = ?',
				args
			});
		return `${address}/measures/${rows[turn]?.code}`;
	};
}

/**
 * @param {string} address of the server
 * @param {string} path
 * @param {Record<string, string>} headers
 * @returns {Promise<number>} SQL statements that one request for the page sends
 */
async function statementsOf(address, path, headers) {
	const sent = async () => {
		const response = await fetch(`${address}/metrics`, {
			headers: { authorization: `Bearer ${metricsToken}` }
		});
		const [, number] = /^framdrift_statements_total (\d+)/m.exec(await response.text()) ?? [];
		return Number(number);
	};
	const first = await sent();
	// Reading the figure takes statements of its own.
	const own = (await sent()) - first;
	const before = await sent();
	await (await fetch(address + path, { headers })).arrayBuffer();
	return (await sent()) - before - own;
}

/**
 * @param {number | undefined} pid
 * @param {() => ReturnType<typeof measureLoad>} work
 */
async function withCpu(pid, work) {
	const before = await cpuOf(pid);
	const load = await work();
	return { ...load, cpu: ((await cpuOf(pid)) - before) / load.answered };
}

/**
 * Keeps a page for the bare server, as it was sent.
 *
 * @param {string} address
 * @param {Record<string, string>} headers
 * @param {string} file
 * @returns {Promise<number>} bytes of its body
 */
async function record(address, headers, file) {
	const { response, body } = await new Promise((resolve, reject) => {
		get(address, { headers }, (answer) => {
			/** @type {Buffer[]} */
			const chunks = [];
			answer.on('data', (chunk) => chunks.push(chunk));
			answer.on('end', () => resolve({ response: answer, body: Buffer.concat(chunks) }));
		}).on('error', reject);
	});
	if (response.statusCode !== 200) throw new Error(`${address} answered ${response.statusCode}.`);
	const perConnection = ['date', 'connection', 'keep-alive', 'transfer-encoding'];
	const kept = Object.entries(response.headers).filter(([name]) => !perConnection.includes(name));
	await writeFile(file, JSON.stringify({ headers: Object.fromEntries(kept), body: body.toString('base64') }));
	return body.length;
}
