import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll } from 'vitest';
import { build } from 'vite';

/** A process that works on a database. */
export interface TestProcess {
	process: ChildProcess;
	/** The next thing it says. @throws where it ended without a word */
	heard(): Promise<unknown>;
	/** All it said that has not been asked for. */
	rest(): Promise<unknown[]>;
}

/** Builds a process of this folder for the tests of a file, and gives the means to start it with its task. */
export function buildTestProcess<Task>(
	name: 'reporting-process' | 'adoption-process' | 'log-process' | 'form-process' | 'outcome-process'
): (task: Task) => TestProcess {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-reporter-'));
	beforeAll(async () => {
		await build({
			configFile: false,
			publicDir: false,
			logLevel: 'warn',
			resolve: { alias: { $lib: resolve('src/lib') } },
			build: {
				ssr: resolve(`tests/commands/${name}.ts`),
				target: 'node20',
				outDir: folder,
				emptyOutDir: false,
				rolldownOptions: { output: { entryFileNames: `${name}.mjs` } }
			}
		});
		symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
	}, 60_000);
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	return (task) => start(join(folder, `${name}.mjs`), task);
}

function start(script: string, task: unknown): TestProcess {
	const child = spawn(process.execPath, [script, JSON.stringify(task)], {
		stdio: ['pipe', 'pipe', 'inherit']
	});
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	// A killed process may leave half a line behind.
	const read = (line: string): unknown[] => (/^(\{.*\}|".*")$/.test(line) ? [JSON.parse(line)] : []);
	return {
		process: child,
		async heard() {
			const next = await lines.next();
			if (next.done) throw new Error('The reporter ended without a word.');
			return read(next.value)[0];
		},
		async rest() {
			const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
			const all: unknown[] = [];
			for (let next = await lines.next(); !next.done; next = await lines.next())
				all.push(...read(next.value));
			await ended;
			return all;
		}
	};
}
