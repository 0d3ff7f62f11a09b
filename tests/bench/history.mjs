// @ts-check
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOperator } from '../../src/bin/operator.mjs';
import { measureLatencies, percentile } from './load.mjs';
import { memoryOf, startBenchProcess } from './process.mjs';

const requests = 1_000;
const days = 200;
const connections = 16;

/**
 * Anonymous requests for the past over many days, which need a copy of the database each, beside readers of
 * the overview: the most copies at once, the memory, and the readers' 99th percentile against an idle server.
 */
export async function measure() {
	const folder = await mkdtemp(join(tmpdir(), 'framdrift-bench-'));
	const database = join(folder, 'framdrift.db');
	const copies = join(folder, 'copies');
	await mkdir(copies);
	process.env.DEMO_PASSWORD = 'demo-passord-1234';
	if ((await runOperator(['demo-data', database])) !== 0) throw new Error('No example data.');
	const site = await startBenchProcess(['src/bin/server.mjs'], {
		...{ PORT: '0', DATABASE_URL: `file:${database}`, FRAMDRIFT_DEMO: '1', NODE_ENV: 'production' },
		TMPDIR: copies
	});
	try {
		await measureLatencies(`${site.address}/`, { seconds: 2 });
		const idle = percentile(await measureLatencies(`${site.address}/`, { seconds: 10 }), 99);
		const before = await memoryOf(site.pid);
		let working = true;
		const counting = mostCopies(copies, () => working);
		const requesting = requestPast(site.address).finally(() => (working = false));
		const beside = measureLatencies(`${site.address}/`, { seconds: 120, until: requesting });
		const statuses = await requesting;
		const busy = percentile(await beside, 99);
		const counts = Object.entries(statuses).map(([status, count]) => `${count} × ${status}`);
		return [
			`${requests} requests for ${days} days of the past, ${connections} at a time: ${counts.join(', ')}`,
			`At most ${await counting} copies at once; memory ${((await memoryOf(site.pid)) / before).toFixed(1)} times what it was`,
			`The overview’s 99th percentile meanwhile: ${(busy / idle).toFixed(1)} times idle (${busy.toFixed(0)} ms)`
		];
	} finally {
		await site.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

/**
 * Requests areas as they were on many days, in turn, so that no copy serves two requests.
 *
 * @param {string} address
 * @returns {Promise<Record<number, number>>} answers by status
 */
async function requestPast(address) {
	/** @type {Record<number, number>} */
	const statuses = {};
	let asked = 0;
	const connection = async () => {
		while (asked < requests) {
			const day = new Date(Date.UTC(2026, 10, 1) - (asked++ % days) * 86_400_000).toISOString().slice(0, 10);
			const answer = await fetch(`${address}/areas/1?at=${day}`);
			await answer.arrayBuffer();
			statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
		}
	};
	await Promise.all(Array.from({ length: connections }, connection));
	return statuses;
}

/** @param {string} folder @param {() => boolean} go */
async function mostCopies(folder, go) {
	let most = 0;
	while (go()) {
		most = Math.max(
			most,
			(await readdir(folder)).filter((name) => name.startsWith('framdrift-past-')).length
		);
		await new Promise((rested) => setTimeout(rested, 20));
	}
	return most;
}
