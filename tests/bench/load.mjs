// @ts-check
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';

const connections = 16;

/**
 * Asks for an address again and again over a bounded number of connections that are kept open.
 *
 * @param {string} address
 * @param {{ requests: number, headers?: Record<string, string>, seconds?: number }} load `seconds`
 *   is when to stop at the latest
 * @returns {Promise<number>} requests answered per second
 * @throws Error at the first answer that is not 200
 */
export async function measureRequestRate(address, { requests, headers = {}, seconds = 20 }) {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const started = performance.now();
	const latest = started + seconds * 1000;
	let [asked, answered] = [0, 0];
	const connection = async () => {
		while (asked < requests && performance.now() < latest) {
			asked++;
			await answer(address, { agent, headers });
			answered++;
		}
	};
	await Promise.all(Array.from({ length: connections }, connection));
	agent.destroy();
	return answered / ((performance.now() - started) / 1000);
}

/**
 * Asks for an address for some seconds over as many connections.
 *
 * @param {string | (() => Promise<string>)} address or what returns the next one
 * @param {{ seconds: number, headers?: Record<string, string> }} load
 * @returns {Promise<{ rate: number, answered: number, p50: number, p99: number }>} requests per second, and milliseconds
 * @throws Error at the first answer that is not 200
 */
export async function measureLoad(address, { seconds, headers = {} }) {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const started = performance.now();
	const latest = started + seconds * 1000;
	/** @type {number[]} */
	const taken = [];
	const connection = async () => {
		while (performance.now() < latest) {
			const next = typeof address === 'string' ? address : await address();
			const from = performance.now();
			await answer(next, { agent, headers });
			taken.push(performance.now() - from);
		}
	};
	await Promise.all(Array.from({ length: connections }, connection));
	agent.destroy();
	const rate = taken.length / ((performance.now() - started) / 1000);
	return { rate, answered: taken.length, p50: percentile(taken, 50), p99: percentile(taken, 99) };
}

/**
 * Asks for an address again and again over a few connections, each resting between two requests as people do.
 *
 * @param {string} address
 * @param {{ seconds: number, go: () => boolean }} load for how long at the most, and while what holds
 * @returns {Promise<number[]>} milliseconds each request took
 * @throws Error at the first answer that is not 200
 */
export async function readLatencies(address, { seconds, go }) {
	const agent = new Agent({ keepAlive: true, maxSockets: 4 });
	const latest = performance.now() + seconds * 1000;
	/** @type {number[]} */
	const taken = [];
	const reader = async () => {
		while (go() && performance.now() < latest) {
			const from = performance.now();
			await answer(address, { agent });
			taken.push(performance.now() - from);
			await new Promise((rested) => setTimeout(rested, 5));
		}
	};
	await Promise.all([reader(), reader(), reader(), reader()]);
	agent.destroy();
	return taken;
}

/** @type {import('node:child_process').ChildProcess | undefined} */
let readers;

/**
 * Measures the latencies of readers in a process of their own: the garbage of other work in this one would count as
 * the server's time.
 *
 * @param {string} address
 * @param {{ seconds: number, until?: Promise<unknown> }} load for how long at the most, and until what is settled
 * @returns {Promise<number[]>} milliseconds each request took
 * @throws Error at the first answer that is not 200
 */
export async function measureLatencies(address, { seconds, until }) {
	readers ??= fork(new URL('readers.mjs', import.meta.url));
	const own = readers;
	const answered = once(own, 'message');
	own.send({ address, seconds });
	const stop = () => own.send('stop');
	until?.then(stop, stop);
	own.ref();
	own.channel?.ref();
	const [{ taken, fault }] = await answered;
	own.unref();
	own.channel?.unref();
	if (fault) throw new Error(fault);
	return taken;
}

/**
 * @param {string} address
 * @param {import('node:http').RequestOptions} options
 * @returns {Promise<number>} how many bytes the body had
 */
function answer(address, options) {
	return new Promise((resolve, reject) => {
		get(address, options, (response) => {
			if (response.statusCode !== 200) reject(new Error(`${address} answered ${response.statusCode}.`));
			let length = 0;
			response.on('data', (chunk) => (length += chunk.length));
			response.on('end', () => resolve(length));
		}).on('error', reject);
	});
}

/** @param {number[]} values */
export function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1
		? (sorted[middle] ?? 0)
		: ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** @param {number[]} values @param {number} share in per cent */
export function percentile(values, share) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))] ?? 0;
}
