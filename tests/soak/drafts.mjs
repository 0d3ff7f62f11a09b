// @ts-check
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { signInSession } from '../bench/sign-in.mjs';
import { sendForm, startSoakServer } from './server.mjs';

/*
 * A writer whose server is killed in the middle of the writing, again and again: what was answered for is
 * there when the server is back. Three times in `npm test`, twenty in `npm run test:soak`.
 */

/** @typedef {import('./server.mjs').Served} Served */
/** @typedef {{ killed: number, acknowledged: number, lost: string[] }} Tally */

/** One that the example data has not begun. */
const path = '/report/1.6';
const account = 'fsu1@demo.test';

/**
 * @param {string} template the example data to copy
 * @param {string} password the demo accounts'
 * @param {number} times how often the server is killed
 * @param {(line: string) => void} [say]
 * @returns {Promise<Tally>} `lost` names every draft that was answered for and is not there
 */
export async function soak(template, password, times, say = () => {}) {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-soak-'));
	const database = join(folder, 'framdrift.db');
	copyFileSync(template, database);
	/** @type {Tally} */
	const tally = { killed: 0, acknowledged: 0, lost: [] };
	let server = await startSoakServer(database);
	try {
		const writer = new Writer(await signInSession(server.address, account, password));
		for (let time = 1; time <= times; time++) {
			await writer.read(server);
			const writing = writer.writeUntilDead(server);
			// Every other time not before something was answered for; else also before the server is warm.
			if (time % 2 === 1) await Promise.race([writer.answered(), writing]);
			await new Promise((later) => setTimeout(later, 60 + Math.random() * 400));
			await server.end('SIGKILL');
			tally.killed++;
			tally.acknowledged += await writing;
			server = await startSoakServer(database, server.port);
			const stored = await writer.read(server);
			// One more may be there than was answered for: the answer died with the server.
			if (stored < writer.acknowledged || stored > writer.sent)
				tally.lost.push(`${time}: ${writer.acknowledged} was answered for, ${stored} is there`);
			say(`${time}: ${writer.acknowledged} answered for, ${stored} stored, ${writer.sent} sent`);
		}
	} finally {
		await server.end('SIGTERM');
		rmSync(folder, { recursive: true, force: true });
	}
	return tally;
}

/** Writes numbered drafts of one report, each from the version the one before it got. */
class Writer {
	sent = 0;
	acknowledged = 0;
	version = '';
	/** @param {string} cookie */
	constructor(cookie) {
		this.cookie = cookie;
	}

	/**
	 * What stands on the page: the draft's number, and the version to write on from.
	 *
	 * @param {Served} server
	 */
	async read(server) {
		const response = await fetch(server.address + path, { headers: { cookie: this.cookie } });
		const page = await response.text();
		if (response.status !== 200) throw new Error(`The page answers ${response.status}.`);
		this.version = /name="version" value="(\d*)"/.exec(page)?.[1] ?? '';
		return Number(/>\s*Utkast nummer (\d+)\./.exec(page)?.[1] ?? 0);
	}

	/** Resolves when one more draft has been answered for, or after ten seconds. */
	async answered() {
		const before = this.acknowledged;
		for (let waited = 0; this.acknowledged === before && waited < 10_000; waited += 5)
			await new Promise((later) => setTimeout(later, 5));
	}

	/**
	 * @param {Served} server
	 * @returns {Promise<number>} how many drafts were answered for until the server was gone
	 */
	async writeUntilDead(server) {
		let answered = 0;
		for (;;) {
			const number = ++this.sent;
			const form = { lang: 'nb', done: `Utkast nummer ${number}.`, version: this.version, round: '2026' };
			const response = await sendForm(server, `${path}/draft`, form, this.cookie).catch(() => null);
			const answer = await response?.json().catch(() => null);
			if (!response || !answer) return answered;
			if (!response.ok) throw new Error(`A draft was answered with ${response.status}.`);
			this.version = String(answer.version);
			this.acknowledged = number;
			answered++;
		}
	}
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const { runScript: command } = await import('../../src/bin/command.mjs');
	const { runOperator: operate } = await import('../../src/bin/operator.mjs');
	const { ensureBuilt, ensureDependencies } = await import('../../src/bin/setup.mjs');
	await command(async () => {
		await ensureDependencies();
		await ensureBuilt();
		const folder = mkdtempSync(join(tmpdir(), 'framdrift-soak-template-'));
		const template = join(folder, 'template.db');
		process.env.DEMO_PASSWORD = 'demo-passord-1234';
		if ((await operate(['demo-data', template])) !== 0) return 1;
		const { killed, acknowledged, lost } = await soak(template, process.env.DEMO_PASSWORD, 20, console.log);
		rmSync(folder, { recursive: true, force: true });
		console.log(`killed ${killed} times, ${acknowledged} drafts answered for, ${lost.length} lost`);
		for (const line of lost) console.error(line);
		return lost.length === 0 ? 0 : 1;
	});
}
