// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

/**
 * Starts a server of ours in a process of its own.
 *
 * @param {string[]} args for Node
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ address: string, pid: number | undefined, stop: () => Promise<void> }>} once it says where it "is at"
 */
export async function startBenchProcess(args, env = {}) {
	const running = spawn(process.execPath, args, {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { PATH: process.env.PATH, ...env }
	});
	const ended = once(running, 'exit');
	/** @type {string} */
	const address = await new Promise((resolve, reject) => {
		createInterface(running.stdout).on('line', (line) => {
			const [, found] = / is at (\S+)$/.exec(line) ?? [];
			if (found) resolve(found);
		});
		ended.then(([code]) => reject(new Error(`${args[0]} ended with ${code}.`)));
	});
	return {
		address,
		pid: running.pid,
		async stop() {
			running.kill();
			await ended;
		}
	};
}

/** Returns the memory a process holds, in kilobytes. @param {number | undefined} pid */
export async function memoryOf(pid) {
	const [, held] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Number(held);
}

/** Returns the processor time that a process has taken, in ticks of ten milliseconds. @param {number | undefined} pid */
export async function cpuOf(pid) {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return Number(fields[11]) + Number(fields[12]);
}
