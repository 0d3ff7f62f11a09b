// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} Served
 * @property {string} address as "http://localhost:41233"
 * @property {number} pid
 * @property {string} port for starting it there again
 * @property {(signal: 'SIGKILL' | 'SIGTERM') => Promise<void>} end resolves when the process is gone
 * @property {() => string[]} log every line it has written
 */

/**
 * Starts the built application on a database that outlives it, to be ended and started again.
 *
 * @param {string} database path of the file
 * @param {string} [port] a free one unless said
 * @param {Record<string, string>} [env] what else the environment says; `uid` is the user it runs as
 * @returns {Promise<Served>}
 */
export async function startSoakServer(database, port = '0', env = {}) {
	const { uid, ...variables } = env;
	const running = spawn(process.execPath, ['src/bin/server.mjs'], {
		stdio: ['ignore', 'pipe', 'pipe'],
		...(uid && { uid: Number(uid) }),
		env: {
			PATH: process.env.PATH,
			PORT: port,
			LOG_LEVEL: 'error',
			DATABASE_URL: `file:${database}`,
			FRAMDRIFT_DEMO: '1',
			...variables
		}
	});
	const ended = once(running, 'exit');
	/** @type {string[]} */
	const lines = [];
	createInterface(running.stderr).on('line', (line) => lines.push(line));
	const address = await new Promise((resolve, reject) => {
		// Its last words may come after it has ended.
		running.once('close', () => reject(new Error(`The server ended: ${lines.join('\n')}`)));
		createInterface(running.stdout).on('line', (line) => {
			lines.push(line);
			const [, found] = /^Framdrift is at (\S+)$/.exec(line) ?? [];
			if (found) resolve(found);
		});
	});
	return {
		address,
		pid: running.pid ?? 0,
		port: new URL(address).port,
		log: () => lines,
		async end(signal) {
			running.kill(signal);
			await ended;
		}
	};
}

/**
 * Posts a form as a browser does, without following where it leads.
 *
 * @param {Served} server
 * @param {string} to path
 * @param {Record<string, string>} form
 * @param {string} cookie of the session
 */
export function sendForm(server, to, form, cookie) {
	return fetch(server.address + to, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: server.address, cookie },
		body: new URLSearchParams(form)
	});
}
