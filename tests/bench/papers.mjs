// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { runOperator } from '../../src/bin/operator.mjs';
import { median, percentile, measureLatencies } from './load.mjs';
import { startBenchProcess } from './process.mjs';

const sizes = /** @type {const} */ ({ few: 100, many: 400 });
const languages = ['', '/nn', '/en'];
const papers = ['review.docx', 'review.pptx', 'review.xlsx', 'archive.zip'];
const targets = { growth: 4.5, waiting: 3 };

/**
 * All papers of a review with 400 measures against those of one with 100, and how long the overview takes
 * to answer while they are made against when nothing else is done. Each paper is made once: a second time
 * it would come from the shelf.
 */
export async function measure() {
	const folder = await mkdtemp(join(tmpdir(), 'framdrift-bench-'));
	const database = join(folder, 'framdrift.db');
	process.env.DEMO_PASSWORD = 'demo-passord-1234';
	if ((await runOperator(['demo-data', database])) !== 0) throw new Error('No example data.');
	const versions = await grownReviews(database);
	const site = await startBenchProcess(['src/bin/server.mjs'], {
		PORT: '0',
		DATABASE_URL: `file:${database}`,
		FRAMDRIFT_DEMO: '1',
		NODE_ENV: 'production'
	});
	try {
		return report(await made(site, versions), memoryOf(site.pid));
	} finally {
		await site.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

/**
 * @typedef {{ few: number[], many: number[], idle: number[], busy: number[], rested: number }} Taken in
 *   milliseconds; `rested` is the memory before any paper was made, in bytes
 * @param {{ address: string, pid: number | undefined }} site
 * @param {{ few: number, many: number }} versions
 * @returns {Promise<Taken>}
 */
async function made({ address, pid }, versions) {
	/** @type {Taken} */
	const taken = { few: [], many: [], idle: [], busy: [], rested: 0 };
	const overview = `${address}/`;
	await measureLatencies(overview, { seconds: 1 });
	taken.rested = memoryOf(pid);
	// The thread starts and loads what it writes with: no part of what grows with a review.
	for (const paper of papers) await take(`${address}/reviews/2025/${paper}?version=1`);
	for (const language of languages) {
		taken.few.push(await all(`${address}${language}`, versions.few));
		taken.idle.push(...(await measureLatencies(overview, { seconds: 3 })));
		const making = all(`${address}${language}`, versions.many);
		const busy = measureLatencies(overview, { seconds: 300, until: making });
		taken.many.push(await making);
		taken.busy.push(...(await busy));
	}
	return taken;
}

/** @param {string} address @param {number} version @returns {Promise<number>} milliseconds for every paper */
async function all(address, version) {
	const from = performance.now();
	for (const paper of papers) await take(`${address}/reviews/2025/${paper}?version=${version}`);
	return performance.now() - from;
}

/** @param {string} address */
async function take(address) {
	const response = await fetch(address);
	if (response.status !== 200) throw new Error(`${address} answered ${response.status}.`);
	await response.arrayBuffer();
}

/** @param {Taken} taken @param {number} peak */
function report({ few, many, idle, busy, rested }, peak) {
	const [least, most] = [median(few), median(many)];
	const [alone, beside] = [percentile(idle, 99), percentile(busy, 99)];
	const seconds = (/** @type {number} */ ms) => (ms / 1000).toFixed(1);
	return [
		`All papers: ${seconds(least)} s for ${sizes.few} measures, ${seconds(most)} s for ${sizes.many}`,
		`Ratio: ${(most / least).toFixed(2)} (at most ${targets.growth}; medians of ${languages.length} languages)`,
		`Overview, p99: ${alone.toFixed(1)} ms idle (${idle.length} requests), ${beside.toFixed(1)} ms while papers are made (${busy.length})`,
		`Ratio: ${(beside / alone).toFixed(2)} (under ${targets.waiting})`,
		`Memory: ${Math.round(rested / 1e6)} MB before the first paper, at most ${Math.round(peak / 1e6)} MB: ratio ${(peak / rested).toFixed(2)}`
	];
}

/** The most memory a process has had, in bytes; 0 where the system does not say. @param {number | undefined} pid */
function memoryOf(pid) {
	try {
		const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
		return Number(kilobytes) * 1024;
	} catch {
		return 0;
	}
}

/**
 * Adds versions of the example's review of 2025 with more measures: the reported ones, again and again.
 *
 * @param {string} file the database
 */
async function grownReviews(file) {
	const client = createClient({ url: `file:${file}` });
	try {
		const { rows } = await client.execute(
			"select r.* from review r join round o on o.id = r.round_id where o.year = 2025 and o.kind = 'annual'"
		);
		const row = rows[0];
		if (!row) throw new Error('The example has no review of 2025.');
		let version = Number(row.version);
		/** @param {number} measures */
		const add = async (measures) => {
			const text = JSON.stringify(grown(JSON.parse(String(row.content)), measures));
			const sha256 = createHash('sha256').update(text).digest('hex');
			version += 1;
			await client.execute({
				sql: 'insert into review (round_id, version, content, sha256, closed_at, closed_by, published_at) values (?, ?, ?, ?, ?, ?, ?)',
				args: [
					row.round_id ?? 0,
					version,
					text,
					sha256,
					row.closed_at ?? '',
					row.closed_by ?? '',
					row.published_at ?? ''
				]
			});
			return version;
		};
		return { few: await add(sizes.few), many: await add(sizes.many) };
	} finally {
		client.close();
	}
}

/**
 * @param {import('../../src/lib/domain/review/review').ReviewContent} content
 * @param {number} measures
 */
function grown(content, measures) {
	const models = content.measures.filter(({ report }) => report !== null);
	return {
		...content,
		measures: Array.from({ length: measures }, (_, index) => {
			const model = models[index % models.length];
			if (!model) throw new Error('The example has no reports.');
			return { ...model, id: `${model.id}-${index}`, code: `${model.area ?? 'X'}.${1 + index}` };
		})
	};
}
