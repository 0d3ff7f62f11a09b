import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSoakServer, type Served } from '../soak/server.mjs';
import { startPrimary, type Primary } from './primary';
import { openRoundRobin } from './round-robin';
import { demoPassword, templateVariable } from './server';

/** Processes of the built application on one database server, behind a proxy that deals requests in turn. */
export interface Installation {
	/** Of the proxy. */
	address: string;
	primary: Primary;
	processes: Served[];
	/** Kills a process, and starts it again on its copy. */
	kill(process: number): Promise<void>;
	stop(): Promise<void>;
}

/** Starts an installation on a copy of the example data. */
export async function startInstallation(
	count: number,
	env: Record<string, string> = {}
): Promise<Installation> {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-installation-'));
	const primary = await startPrimary(process.env[templateVariable]);
	const start = (place: number, port = '0') =>
		startSoakServer('', port, {
			DATABASE_URL: primary.url,
			DATABASE_REPLICA: join(folder, `replica-${place}.db`),
			...env
		});
	const processes = await Promise.all(Array.from({ length: count }, (_, place) => start(place)));
	const proxy = await openRoundRobin(() => processes.map(({ address }) => address));
	return {
		address: proxy.address,
		primary,
		processes,
		async kill(place) {
			const { port, end } = processes[place]!;
			await end('SIGKILL');
			processes[place] = await start(place, port);
		},
		async stop() {
			await proxy.close();
			await Promise.all(processes.map(({ end }) => end('SIGKILL')));
			await primary.remove();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** Somebody whose browser keeps its cookies. */
export class Visitor {
	readonly #cookies = new Map<string, string>();

	constructor(readonly address: string) {}

	/** Returns what the browser keeps, as in the header. */
	get cookie(): string {
		return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	}

	async get(path: string): Promise<{ status: number; html: string }> {
		return this.#fetch(path, {});
	}

	/** Posts a form. */
	async post(path: string, form: Record<string, string>): Promise<{ status: number; html: string }> {
		return this.#fetch(path, { method: 'POST', body: new URLSearchParams(form) });
	}

	/** Signs in with a demo account, the part before the "@". */
	async signIn(account: string): Promise<number> {
		return (await this.post('/login', { email: `${account}@demo.test`, password: demoPassword })).status;
	}

	async #fetch(path: string, init: RequestInit) {
		const headers = { origin: this.address, accept: 'text/html', cookie: this.cookie };
		const response = await fetch(this.address + path, { ...init, redirect: 'manual', headers });
		for (const line of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			if (value) this.#cookies.set(name, value);
			else this.#cookies.delete(name);
		}
		return { status: response.status, html: await response.text() };
	}
}
