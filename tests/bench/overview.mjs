// @ts-check
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOperator } from '../../src/bin/operator.mjs';
import { median, measureRequestRate } from './load.mjs';
import { startBenchProcess } from './process.mjs';
import { signInSession } from './sign-in.mjs';

const seed = 'drizzle/seed/telemark-2025-2029.json';
const measures = 64;
const rounds = 7;
const requests = 600;
const password = 'demo-passord-1234';

/**
 * The signed-in overview of a plan with 64 measures, against a bare server that sends the same
 * bytes to the same client: how much of what Node can do is left.
 */
export async function measure() {
	const folder = await mkdtemp(join(tmpdir(), 'framdrift-bench-'));
	/** @type {{ stop: () => Promise<void> }[]} */
	const servers = [];
	try {
		const site = await application(folder);
		servers.push(site);
		const headers = { cookie: await signInSession(site.address, 'ssu@demo.test', password) };
		const recording = join(folder, 'page.json');
		const bytes = await record(site.address, headers, recording);
		const bare = await startBenchProcess(['tests/bench/bare.mjs', recording]);
		servers.push(bare);

		const load = { requests, headers };
		/** @type {{ overview: number[], bare: number[] }} */
		const rates = { overview: [], bare: [] };
		for (const address of [site.address, bare.address]) await measureRequestRate(`${address}/`, load);
		for (let round = 0; round < rounds; round++) {
			rates.overview.push(await measureRequestRate(`${site.address}/`, load));
			rates.bare.push(await measureRequestRate(`${bare.address}/`, load));
		}
		return report(bytes, median(rates.overview), median(rates.bare));
	} finally {
		for (const server of servers) await server.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

/** @param {number} bytes @param {number} overview @param {number} bare requests per second */
function report(bytes, overview, bare) {
	return [
		`Overview, signed in, ${measures} measures, ${Math.round(bytes / 1024)} KiB: ${Math.round(overview)} requests/s`,
		`Bare node:http server, the same bytes: ${Math.round(bare)} requests/s`,
		`Ratio: ${((100 * overview) / bare).toFixed(1)} % (medians of ${rounds} alternating rounds of ${requests} requests)`
	];
}

/** The built application on example data of its own. @param {string} folder */
async function application(folder) {
	const plan = join(folder, 'plan.json');
	const database = join(folder, 'framdrift.db');
	await writeFile(plan, JSON.stringify(grown(JSON.parse(await readFile(seed, 'utf8')))));
	process.env.DEMO_PASSWORD = password;
	if ((await runOperator(['demo-data', database, '--plan', plan])) !== 0) throw new Error('No example data.');
	return startBenchProcess(['src/bin/server.mjs'], {
		PORT: '0',
		DATABASE_URL: `file:${database}`,
		FRAMDRIFT_DEMO: '1',
		NODE_ENV: 'production'
	});
}

/**
 * The plan with copies of its measures, until there are enough.
 *
 * @param {import('../../src/lib/forms/plan-file/plan-file').PlanFile} file
 */
function grown(file) {
	const own = file.plan.measures;
	const copies = Array.from({ length: Math.max(0, measures - own.length) }, (_, index) => {
		const model = own[index % own.length];
		if (!model) throw new Error(`${seed} has no measures.`);
		return { ...model, id: `${model.id}-copy-${index}`, code: `${model.area ?? 'X'}.${100 + index}` };
	});
	return { ...file, plan: { ...file.plan, measures: [...own, ...copies] } };
}

/** Keeps a page for the bare server. @param {string} address @param {Record<string, string>} headers @param {string} file */
async function record(address, headers, file) {
	const response = await fetch(`${address}/`, { headers });
	if (response.status !== 200) throw new Error(`The overview answered ${response.status}.`);
	const body = Buffer.from(await response.arrayBuffer());
	const perConnection = ['date', 'connection', 'keep-alive', 'transfer-encoding'];
	const kept = [...response.headers].filter(([name]) => !perConnection.includes(name));
	await writeFile(file, JSON.stringify({ headers: Object.fromEntries(kept), body: body.toString('base64') }));
	return body.length;
}
