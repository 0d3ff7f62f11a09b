// @ts-check
import { readFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import LibsqlDatabase from 'libsql';
import { percentile } from '../bench/load.mjs';
import { signInSession } from '../bench/sign-in.mjs';
import { sendForm, startSoakServer } from './server.mjs';

/*
 * Readers of the published review at one time, each on a connection of their own, while reporters save drafts: no
 * request fails, no draft that was answered for is lost, and the server's memory stays bounded. Forty readers for a
 * moment in `npm test`, a thousand for a minute in `npm run test:soak`.
 */

/** @typedef {import('./server.mjs').Served} Served */
/**
 * @typedef {object} ReadersTally
 * @property {number} answered pages
 * @property {string[]} failed requests
 * @property {number} p50 milliseconds until a page was read
 * @property {number} p99
 * @property {number} megabytes the most that the server held
 * @property {number} drafts answered for
 * @property {string[]} lost drafts that were answered for and are not there
 */

const page = '/reviews/2026-half';

/**
 * @param {string} template the example data to copy
 * @param {string} password the demo accounts'
 * @param {{ readers: number, reporters: number, seconds: number }} load
 * @returns {Promise<ReadersTally>}
 */
export async function readTogether(template, password, { readers, reporters, seconds }) {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-readers-'));
	const database = join(folder, 'framdrift.db');
	copyFileSync(template, database);
	clearReports(database);
	const server = await startSoakServer(database);
	try {
		const writers = await findReporters(server, password, reporters);
		const until = performance.now() + seconds * 1000;
		const agent = new Agent({ keepAlive: true, maxSockets: readers });
		/** @type {number[]} */
		const taken = [];
		/** @type {string[]} */
		const failed = [];
		let megabytes = 0;
		const read = async () => {
			while (performance.now() < until) {
				const from = performance.now();
				const fault = await readPage(server.address + page, agent);
				if (fault === null) taken.push(performance.now() - from);
				else failed.push(fault);
			}
		};
		const watch = setInterval(() => (megabytes = Math.max(megabytes, memoryOf(server.pid))), 500);
		await Promise.all([
			...Array.from({ length: readers }, read),
			...writers.map((one) => one.writeUntil(server, until))
		]);
		clearInterval(watch);
		agent.destroy();
		/** @type {string[]} */
		const lost = [];
		for (const one of writers) {
			const stored = await one.stored(server);
			if (stored !== one.acknowledged)
				lost.push(`${one.path}: ${one.acknowledged} answered for, ${stored} there`);
		}
		return {
			...{ answered: taken.length, failed, lost },
			...{ p50: percentile(taken, 50), p99: percentile(taken, 99) },
			megabytes: Math.max(megabytes, memoryOf(server.pid)),
			drafts: writers.reduce((sum, one) => sum + one.acknowledged, 0)
		};
	} finally {
		await server.end('SIGTERM');
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Removes the open round's reports, so that each of its measures waits for one; those with a matter stay. @param {string} file */
function clearReports(file) {
	const database = new LibsqlDatabase(file);
	const reports = `select id from evaluation where round_id in (select id from round where state = 'open')
		and id not in (select evaluation_id from matter where evaluation_id is not null)`;
	database.exec(`delete from remark where evaluation_id in (${reports});
		delete from value_score where evaluation_id in (${reports}); delete from evaluation where id in (${reports});`);
	database.close();
}

/** Writes numbered drafts of one report, one a second. */
class Reporter {
	acknowledged = 0;
	/** @param {string} cookie @param {string} path */
	constructor(cookie, path) {
		this.cookie = cookie;
		this.path = path;
	}

	/** @param {Served} server @param {number} until */
	async writeUntil(server, until) {
		let version = await this.#field(server, /name="version" value="(\d*)"/);
		for (let number = 1; performance.now() < until; number++) {
			const form = { lang: 'nb', done: `Utkast nummer ${number}.`, version, round: '2026' };
			const response = await sendForm(server, `${this.path}/draft`, form, this.cookie);
			if (!response.ok) throw new Error(`${this.path} answered ${response.status} to a draft.`);
			version = String((await response.json()).version);
			this.acknowledged = number;
			await new Promise((rested) => setTimeout(rested, 1_000));
		}
	}

	/** @param {Served} server */
	async stored(server) {
		return Number(await this.#field(server, />\s*Utkast nummer (\d+)\./));
	}

	/** @param {Served} server @param {RegExp} pattern */
	async #field(server, pattern) {
		const response = await fetch(server.address + this.path, { headers: { cookie: this.cookie } });
		if (!response.ok) throw new Error(`${this.path} answers ${response.status}.`);
		return pattern.exec(await response.text())?.[1] ?? '';
	}
}

/**
 * Returns writers of as many reports that nobody has submitted.
 *
 * @param {Served} server
 * @param {string} password
 * @param {number} count
 */
async function findReporters(server, password, count) {
	/** @type {Reporter[]} */
	const found = [];
	// The secretariat may report for everybody.
	const cookie = await signInSession(server.address, 'sekretariat@demo.test', password);
	const list = await (await fetch(`${server.address}/report`, { headers: { cookie } })).text();
	const paths = new Set(
		[...list.matchAll(/href="[^"]*(\/report\/\d+\.\d+)"/g)].map(([, path]) => path ?? '')
	);
	for (const path of paths) {
		if (found.length === count) break;
		const text = await (await fetch(server.address + path, { headers: { cookie } })).text();
		if (/name="version" value="\d*"/.test(text) && text.includes('<textarea'))
			found.push(new Reporter(cookie, path));
	}
	if (found.length < count) throw new Error(`${found.length} reports can be written, and not ${count}.`);
	return found;
}

/**
 * @param {string} address
 * @param {Agent} agent
 * @returns {Promise<string | null>} null, or how the request failed
 */
function readPage(address, agent) {
	return new Promise((resolve) => {
		get(address, { agent, headers: { 'accept-encoding': 'br' } }, (response) => {
			response.on('end', () => resolve(response.statusCode === 200 ? null : `status ${response.statusCode}`));
			response.on('error', (error) => resolve(error.message)).resume();
		}).on('error', (error) => resolve(error.message));
	});
}

/** @param {number} pid @returns {number} megabytes */
function memoryOf(pid) {
	const [, held] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Math.round(Number(held) / 1024);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const { runScript } = await import('../../src/bin/command.mjs');
	const { runOperator } = await import('../../src/bin/operator.mjs');
	const { ensureBuilt, ensureDependencies } = await import('../../src/bin/setup.mjs');
	await runScript(async () => {
		await ensureDependencies();
		await ensureBuilt();
		const folder = mkdtempSync(join(tmpdir(), 'framdrift-readers-template-'));
		const template = join(folder, 'template.db');
		process.env.DEMO_PASSWORD = 'demo-passord-1234';
		if ((await runOperator(['demo-data', template])) !== 0) return 1;
		const load = { readers: 1_000, reporters: 18, seconds: 60 };
		const tally = await readTogether(template, process.env.DEMO_PASSWORD, load);
		rmSync(folder, { recursive: true, force: true });
		console.log(
			`${load.readers} readers for ${load.seconds} s: ${tally.answered} pages, median ${tally.p50.toFixed(0)} ms, 99th percentile ${tally.p99.toFixed(0)} ms, at most ${tally.megabytes} MB; ${load.reporters} reporters: ${tally.drafts} drafts answered for`
		);
		for (const line of [...new Set(tally.failed), ...tally.lost]) console.error(line);
		return tally.failed.length === 0 && tally.lost.length === 0 && tally.megabytes < 700 && tally.p99 < 10_000
			? 0
			: 1;
	});
}
