import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Client } from '@libsql/client';
import { sha256 } from '../../src/lib/server/identity/hash';
import { startSoakServer } from '../soak/server.mjs';
import { openedSessions, type Account } from './browser-sessions';
import { startNamespaces } from './primary';
import { templateVariable } from './server';

/** A partnership with a database of its own, in whose names its mark stands. */
export interface HostedPartnership {
	host: string;
	/** Opens its database beside the process. */
	open: () => Client;
	/** Stands in every name of its database, and in none of the others'. */
	mark: string;
	/** Returns the header of an account's session. */
	cookie: (account: Account) => string;
}

interface HostAnswer {
	status: number;
	headers: IncomingHttpHeaders;
	text: string;
}

/** A process that serves two partnerships, each at its host and from its own database. */
export interface HostedPartnerships {
	address: string;
	both: [HostedPartnership, HostedPartnership];
	/** Asks at a host. */
	ask: (
		host: string,
		path: string,
		options?: { cookie?: string; form?: Record<string, string> }
	) => Promise<HostAnswer>;
	/** Runs a command of the operator's tool on the database of a host; returns its exit code and output. */
	operate: (host: string | null, args: string[]) => Promise<{ code: number; output: string }>;
	stop: () => Promise<void>;
}

/** Names that pages show, with the text of each mark. */
const named = {
	localized: [
		'partnership.name',
		'plan.name',
		'focus_area.name',
		'body.name',
		'core_value.name',
		'measure.title'
	],
	plain: [
		'person.name',
		'partner.name',
		'meeting.place',
		'matter.title',
		'agenda_item.title',
		'decision.title'
	]
};

/** A mail to the leader of a body, for the first look of the scheduler. */
const waitingMail = `insert into mail
	(message_id, recipient, name, written_form, person_id, round_id, reason, about, day, state, tries, next_try_at, created_at)
	select 'of-a-host', email, name, 'nb', id, (select max(id) from round where state = 'open'), 'kick-off', '',
		'2026-11-30', 'waiting', 0, '', '2026-11-30T08:00:00.000Z'
	from person where email = 'fsu1@demo.test'`;

/**
 * Starts the process on two copies of the example data.
 *
 * @param where in two files, or in two namespaces of one database server
 */
export async function startHostedPartnerships(
	where: 'files' | 'namespaces',
	env: Record<string, string> = {}
): Promise<HostedPartnerships> {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-hosts-'));
	const files = ['nord', 'sor'].map((name) => join(folder, `${name}.db`)) as [string, string];
	const prepared = [await prepare(files[0], 'nord'), await prepare(files[1], 'sor')];
	const server = where === 'namespaces' ? await startNamespaces(files) : null;
	const urls = server?.urls ?? files.map((file) => `file:${file}`);
	// Waits while the process changes a file.
	const both = prepared.map((one, place) => ({
		...one,
		open: () => createClient({ url: urls[place]!, timeout: 5_000 })
	})) as HostedPartnerships['both'];
	const databases = Object.fromEntries(
		both.map(({ host }, place) => [
			`http://${host}`,
			{ url: urls[place], ...(server && { replica: `${files[place]}-replica` }) }
		])
	);
	const variables = { DATABASES: JSON.stringify(databases), DATABASE_URL: '', ...env };
	const { address, end } = await startSoakServer('', '0', variables);
	return {
		address,
		both,
		ask: (host, path, options) => ask(address, { host, path, ...options }),
		async operate(host, args) {
			const running = spawn(process.execPath, ['src/bin/framdrift.mjs', ...args], {
				env: { PATH: process.env.PATH, ...variables, ...(host && { ORIGIN: `http://${host}` }) }
			});
			let output = '';
			for (const stream of [running.stdout, running.stderr]) stream.on('data', (data) => (output += data));
			const [code] = (await once(running, 'close')) as [number];
			return { code, output };
		},
		async stop() {
			await end('SIGTERM');
			await server?.remove();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** Copies the example data, writes the mark into its names, and gives its sessions other ids than the other copy's. */
async function prepare(database: string, name: string): Promise<Omit<HostedPartnership, 'open'>> {
	const [host, mark] = [`${name}.test`, `Merke${name}`];
	copyFileSync(process.env[templateVariable] ?? '', database);
	const client = createClient({ url: `file:${database}` });
	const text = (column: string) => `'${mark} ' || ${column}`;
	for (const [table, column] of named.plain.map((one) => one.split('.')))
		await client.execute(`update ${table} set ${column} = ${text(column!)}`);
	for (const [table, column] of named.localized.map((one) => one.split('.'))) {
		const form = (lang: string) => `'$.${lang}', ${text(`json_extract(${column}, '$.nb')`)}`;
		await client.execute(`update ${table} set ${column} = json_set(${column}, ${form('nb')}, ${form('nn')})`);
	}
	await client.execute(waitingMail);
	for (const { value } of openedSessions().values())
		await client.execute({
			sql: 'update session set id_hash = ? where id_hash = ?',
			args: [sha256(ownId(value, name)), sha256(value)]
		});
	client.close();
	return {
		host,
		mark,
		cookie(account) {
			const session = openedSessions().get(account)!;
			return `${session.name}=${ownId(session.value, name)}`;
		}
	};
}

/** Returns another session's id: as long, and of the same letters. */
function ownId(id: string, name: string): string {
	return name + id.slice(name.length);
}

interface HostRequest {
	host: string;
	path: string;
	cookie?: string;
	form?: Record<string, string>;
}

/** Sends a request that names a host, which `fetch` does not allow. */
function ask(address: string, { host, path, cookie, form }: HostRequest): Promise<HostAnswer> {
	return new Promise((resolve, reject) => {
		const body = form && new URLSearchParams(form).toString();
		const headers = {
			host,
			origin: `http://${host}`,
			accept: 'text/html',
			...(cookie && { cookie }),
			...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' })
		};
		const sent = request(address + path, { method: body === undefined ? 'GET' : 'POST', headers });
		sent.once('error', reject).once('response', (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.once('error', reject).once('end', () => {
				const { statusCode: status = 0, headers: answered } = response;
				resolve({ status, headers: answered, text: Buffer.concat(chunks).toString() });
			});
		});
		sent.end(body);
	});
}
