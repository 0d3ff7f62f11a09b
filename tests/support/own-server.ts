import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright/test';
import { startSoakServer } from '../soak/server.mjs';
import { test as base } from './browser';
import { waitForHydration } from './browser-ready';
import { openedSessions } from './browser-sessions';
import { templateVariable, type RunningServer } from './server';

/** A server that can be killed and started again where it was, on its own copy of the example data. */
export interface OwnServer extends RunningServer {
	/** Path of its database. */
	database: string;
	/** Every line it has written. */
	log(): string[];
	kill(): Promise<void>;
	again(): Promise<void>;
	/** Stops it as an operator does, and starts it again. */
	restart(): Promise<void>;
}

export { expect, withoutJavaScript } from './browser';

/** The server of the file whose tests a worker is at. */
interface SharedServer {
	of: (file: string) => Promise<OwnServer>;
}

/**
 * As `testWithOwnServer`, in front of a server that the file's tests have for themselves. What one file does to it – a
 * round that is closed, an address that has guessed too often – meets no other's.
 */
export const testWithOwnServer = base.extend<{ own: OwnServer }, { kept: SharedServer }>({
	kept: [
		async ({}, use) => {
			let current: { file: string; server: OwnServer } | null = null;
			await use({
				async of(file) {
					if (current?.file === file) return current.server;
					await current?.server.stop();
					current = { file, server: await startOwnServer() };
					return current.server;
				}
			});
			await (current as { server: OwnServer } | null)?.server.stop();
		},
		{ scope: 'worker' }
	],
	own: async ({ kept }, use, { file }) => use(await kept.of(file)),
	site: ({ own }, use) => use({ server: own, sessions: openedSessions() })
});

/**
 * Starts a server on its own copy of the example data; whoever starts it stops it.
 *
 * @param env what else the environment says
 */
export async function startOwnServer(env: Record<string, string> = {}): Promise<OwnServer> {
	const variables = { LOG_LEVEL: 'debug', ...env };
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-own-'));
	const database = join(folder, 'framdrift.db');
	copyFileSync(process.env[templateVariable] ?? '', database);
	let running = await startSoakServer(database, '0', variables);
	const lines: string[] = [];
	const again = async () => {
		lines.push(...running.log());
		running = await startSoakServer(database, running.port, variables);
	};
	return {
		address: running.address,
		database,
		complaints: () => [],
		log: () => [...lines, ...running.log()],
		kill: () => running.end('SIGKILL'),
		again,
		async restart() {
			await running.end('SIGTERM');
			await again();
		},
		async stop() {
			await running.end('SIGTERM');
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/**
 * A browser of its own, with nothing in it. Unlike the `page` of a test it may complain: a server that is
 * away or refuses is what these tests are about.
 */
export async function launchBrowser(
	browser: Browser,
	server: OwnServer,
	options: BrowserContextOptions = {}
): Promise<Page> {
	const context = await browser.newContext({ baseURL: server.address, locale: 'nb-NO', ...options });
	const page = await context.newPage();
	return options.javaScriptEnabled === false ? page : waitForHydration(page);
}
