import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSoakServer, type Served } from '../soak/server.mjs';
import { openLink, type Link } from './link';
import { startPrimary, type Primary } from './primary';
import { openRoundRobin } from './round-robin';
import { demoPassword, templateVariable } from './server';

/** Processes of the built application on one database server, behind a proxy that deals requests in turn. */
export interface Installation {
	/** Of the proxy. */
	address: string;
	primary: Primary;
	processes: Served[];
	/** Between each process and the primary. */
	links: Link[];
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
	const links = await Promise.all(Array.from({ length: count }, () => openLink(primary.url)));
	const start = (place: number, port = '0') =>
		startSoakServer('', port, {
			DATABASE_URL: links[place]!.url,
			DATABASE_REPLICA: join(folder, `replica-${place}.db`),
			...env
		});
	const processes = await Promise.all(Array.from({ length: count }, (_, place) => start(place)));
	const proxy = await openRoundRobin(() => processes.map(({ address }) => address));
	return {
		address: proxy.address,
		primary,
		processes,
		links,
		async kill(place) {
			const { port, end } = processes[place]!;
			await end('SIGKILL');
			processes[place] = await start(place, port);
		},
		async stop() {
			await proxy.close();
			await Promise.all(processes.map(({ end }) => end('SIGKILL')));
			links.forEach((link) => link.close());
			await primary.remove();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** What a process answers; a page's `location` is empty. */
interface Answer {
	status: number;
	location: string;
	html: string;
}

/** Somebody whose browser keeps its cookies. */
export class Visitor {
	readonly #cookies = new Map<string, string>();

	constructor(readonly address: string) {}

	/** Returns what the browser keeps, as in the header. */
	get cookie(): string {
		return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	}

	async get(path: string): Promise<Answer> {
		return this.#fetch(path, {});
	}

	/** Posts a form; one with a file is `FormData`. */
	async post(path: string, form: Record<string, string> | FormData): Promise<Answer> {
		const body = form instanceof FormData ? form : new URLSearchParams(form);
		return this.#fetch(path, { method: 'POST', body });
	}

	/** Signs in with a demo account, the part before the "@". */
	async signIn(account: string): Promise<number> {
		return (await this.post('/login', { email: `${account}@demo.test`, password: demoPassword })).status;
	}

	async #fetch(path: string, init: RequestInit): Promise<Answer> {
		const headers = { origin: this.address, accept: 'text/html', cookie: this.cookie };
		const response = await fetch(this.address + path, { ...init, redirect: 'manual', headers });
		for (const line of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			if (value) this.#cookies.set(name, value);
			else this.#cookies.delete(name);
		}
		const location = response.headers.get('location') ?? '';
		return { status: response.status, location, html: await response.text() };
	}
}
