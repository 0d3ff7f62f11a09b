// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import writeWorkbook from 'write-excel-file/node';
import { runOperator } from '../../src/bin/operator.mjs';
import { measureLatencies, median, percentile } from './load.mjs';
import { memoryOf, startBenchProcess } from './process.mjs';
import { signInSession } from './sign-in.mjs';

const rows = 5_000;
const password = 'demo-passord-1234';
/** The plan's areas: 999 codes are the most of one. */
const areas = 8;
/** Characters that make a row a kilobyte, so that the largest files come near what is taken (5 MB). */
const long = 800;

/**
 * The largest file that is taken, read and compared, and imported, beside readers of the overview: their 99th
 * percentile meanwhile against an idle server.
 */
export async function measure() {
	const lines = [];
	const named = kinds.filter((kind) => process.argv.includes(kind));
	for (const kind of named.length > 0 ? named : kinds) {
		const { bytes, memory, idle, ...times } = await taken(kind);
		const said = Object.entries(times).map(
			([what, { took, slow }]) =>
				`${what} in ${(took / 1000).toFixed(1)} s, the overview’s 99th percentile meanwhile ${(slow / idle).toFixed(1)} times idle (${slow.toFixed(0)} ms)`
		);
		lines.push(
			`Import of ${rows} rows as ${kind} (${(bytes / 1e6).toFixed(1)} MB), idle ${idle.toFixed(0)} ms: ${said.join('; ')}; memory ${memory.toFixed(1)} times what it was`
		);
	}
	return lines;
}

/** @typedef {'xlsx' | 'csv' | 'pasted'} Kind */

/** @type {readonly Kind[]} */
const kinds = ['xlsx', 'csv', 'pasted'];

/** One reading takes about a second, in which few requests are the slowest hundredth. */
const readings = 7;

/** Pieces of the idle time, each measured for itself: one that something else of the machine disturbs is outvoted. */
const idlePieces = 7;

/**
 * The 99th percentile of the overview on a server without other work, once both it and the client are warm: the first
 * piece is for that.
 *
 * @param {string} address
 */
async function idleLatency(address) {
	await measureLatencies(address, { seconds: 5 });
	/** @type {number[]} */
	const pieces = [];
	while (pieces.length < idlePieces)
		pieces.push(percentile(await measureLatencies(address, { seconds: 2 }), 99));
	return median(pieces);
}

/** One import into example data of its own. @param {Kind} kind */
async function taken(kind) {
	const folder = await mkdtemp(join(tmpdir(), 'framdrift-bench-'));
	const database = join(folder, 'framdrift.db');
	process.env.DEMO_PASSWORD = password;
	if ((await runOperator(['demo-data', database])) !== 0) throw new Error('No example data.');
	const env = { PORT: '0', DATABASE_URL: `file:${database}`, FRAMDRIFT_DEMO: '1', NODE_ENV: 'production' };
	const site = await startBenchProcess(['src/bin/server.mjs'], env);
	try {
		const cookie = await signInSession(site.address, 'ssu@demo.test', password);
		const headers = { cookie, origin: site.address, accept: 'text/html' };
		const idle = await idleLatency(`${site.address}/`);
		// Its code is loaded at the first import after a start.
		const few = 'Kode;Tittel\r\n1.999;Et tiltak';
		await (
			await preparePost(`${site.address}/edit/import?/preview`, headers, { pasted: few })
		)();
		const before = await memoryOf(site.pid);
		const file = await fileOf(kind);
		const address = `${site.address}/edit/import`;
		const sent =
			kind === 'pasted' ? { pasted: file.toString() } : { file: { name: `measures.${kind}`, bytes: file } };
		const read = await beside(site.address, readings, () =>
			preparePost(`${address}?/preview`, headers, sent)
		);
		const confirmed = await beside(site.address, 1, () =>
			preparePost(`${address}?/confirm`, headers, {
				table: hidden(read.answer.text, 'table'),
				seal: hidden(read.answer.text, 'seal'),
				reason: 'From the working group'
			})
		);
		if (new URL(confirmed.answer.address).searchParams.get('added') !== String(rows))
			throw new Error('The workbook was not taken in.');
		return {
			bytes: file.length,
			memory: (await memoryOf(site.pid)) / before,
			idle,
			read: { took: read.took, slow: read.slow },
			confirmed: { took: confirmed.took, slow: confirmed.slow }
		};
	} finally {
		await site.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

/**
 * Posts a form some times, while somebody asks for the overview again and again.
 *
 * @param {string} address
 * @param {number} times
 * @param {() => ReturnType<typeof preparePost>} prepare
 */
async function beside(address, times, prepare) {
	/** @type {number[]} */
	const waited = [];
	for (let time = 1; ; time++) {
		const send = await prepare();
		const posted = send();
		const asking = measureLatencies(`${address}/`, { seconds: 120, until: posted });
		const [answer, meanwhile] = await Promise.all([posted, asking]);
		waited.push(...meanwhile);
		if (time === times) return { answer, took: answer.took, slow: percentile(waited, 99) };
	}
}

/**
 * Prepares a form in another thread.
 *
 * @param {string} address
 * @param {Record<string, string>} headers
 * @param {Record<string, string | { name: string, bytes: Uint8Array }>} fields
 * @returns {Promise<() => Promise<{ text: string, address: string, took: number }>>} posts it; took: milliseconds
 */
async function preparePost(address, headers, fields) {
	const worker = new Worker(new URL('post.mjs', import.meta.url), {
		workerData: { address, headers, fields }
	});
	await once(worker, 'message');
	return async () => {
		worker.postMessage('send');
		const [answer] = await once(worker, 'message');
		return answer;
	};
}

/** @param {string} page @param {string} name */
function hidden(page, name) {
	const [, value] = new RegExp(`name="${name}" value="([^"]*)"`).exec(page) ?? [];
	if (!value) throw new Error(`The page has no field ${name}.`);
	return value;
}

/** @param {Kind} kind @returns {Promise<Buffer>} */
async function fileOf(kind) {
	const heads = [
		'Kode',
		'Tittel bokmål',
		'Tittel nynorsk',
		'Sammendrag bokmål',
		'Oppstart',
		'Frist',
		'Vedtak'
	];
	const table = Array.from({ length: rows }, (_, index) => [
		`${1 + (index % areas)}.${100 + Math.floor(index / areas)}`,
		`Tiltak nummer ${index}`,
		`Tiltak nummer ${index} på nynorsk`,
		`Det som tiltak ${index} går ut på. `.repeat(long).slice(0, long),
		`1.${1 + (index % 12)}.2027`,
		'våren 2028',
		'foreslått'
	]);
	if (kind === 'xlsx') return writeWorkbook([heads, ...table]).toBuffer();
	const separator = kind === 'csv' ? ';' : '\t';
	return Buffer.from([heads, ...table].map((row) => row.join(separator)).join('\r\n'));
}
