import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const demoPassword = 'demo-passord-1234';

/** Names the database that `browser-setup.ts` made. */
export const templateVariable = 'FRAMDRIFT_TEST_TEMPLATE';

export interface RunningServer {
	/** Where it is, as "http://localhost:41233". */
	address: string;
	/** What it has complained about since it was last asked. */
	complaints(): string[];
	stop(): Promise<void>;
}

/**
 * Starts the built application in a process of its own, on a free port, with its own copy of a
 * database.
 *
 * @param template the database to copy; without it one that is empty
 * @param env what else the environment says
 */
export async function startServer(
	template: string | undefined = process.env[templateVariable],
	env: Record<string, string> = {}
): Promise<RunningServer> {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-server-'));
	const database = join(folder, 'framdrift.db');
	if (template) copyFileSync(template, database);

	const running = spawn(process.execPath, ['src/bin/server.mjs'], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			PATH: process.env.PATH,
			PORT: '0',
			LOG_LEVEL: 'error',
			DATABASE_URL: `file:${database}`,
			FRAMDRIFT_DEMO: '1',
			...env
		}
	});
	const ended = once(running, 'exit');
	let said: string[] = [];
	createInterface(running.stderr).on('line', (line) => said.push(line));

	const address = await new Promise<string>((resolve, reject) => {
		void ended.then(() => reject(new Error(`The server ended: ${said.join('\n')}`)));
		createInterface(running.stdout).on('line', (line) => {
			const [, found] = /^Framdrift is at (\S+)$/.exec(line) ?? [];
			if (found) resolve(found);
			else said.push(line);
		});
	});

	return {
		address,
		complaints() {
			const all = said;
			said = [];
			return all;
		},
		async stop() {
			running.kill('SIGTERM');
			await ended;
			rmSync(folder, { recursive: true, force: true });
		}
	};
}
