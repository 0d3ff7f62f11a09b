// @ts-check
import { spawn } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from './chromium.mjs';
import { runProcess, runScript, projectFolder, CliError } from './command.mjs';
import { ensureBuilt, ensureDependencies, ensureGenerated } from './setup.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number, seconds?: Record<string, number> }} Tally
 *   `seconds` by test file
 * @typedef {{ name: string, run: (filters: string[]) => Promise<Tally> }} Stage
 */

/** Variables of the application, which do not apply to the tests. */
const applicationVariables =
	/^(PORT|HOST|ORIGIN|DATABASES|DATABASE_.*|BACKUP_.*|SMTP_URL|MAIL_FROM|OIDC_.*|DEMO_PASSWORD|METRICS_TOKEN|ADDRESS_HEADER|XFF_DEPTH|LOG_LEVEL|FRAMDRIFT_.*)$/;

const slowest = 10;
const nothing = { passed: 0, failed: 0, skipped: 0 };
const folder = mkdtempSync(join(memoryFolder() ?? tmpdir(), 'framdrift-report-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
// Thousands of databases are written: on a disk every commit waits some milliseconds for it.
process.env.TMPDIR = folder;
// Some tests run a server as another user.
chmodSync(folder, 0o711);

/** @satisfies {Record<string, Stage>} */
const stages = {
	types: { name: 'Types', run: () => script('check') },
	lint: { name: 'Lint', run: () => script('lint') },
	unit: { name: 'Unit and integration tests', run: vitest },
	browser: { name: 'Browser and accessibility tests', run: playwright }
};

await runScript(async () => {
	const { chosen, filters } = selectedStages();
	for (const name of Object.keys(process.env)) if (applicationVariables.test(name)) delete process.env[name];
	await ensureDependencies();
	// The types and the linter read what is generated at the same time.
	await ensureGenerated();
	/** @type {{ name: string, tally: Tally }[]} */
	const results = [];
	for (const lanes of chosen) {
		console.log(
			`\n── ${lanes
				.flat()
				.map(({ name }) => name)
				.join(' and ')}\n`
		);
		const tallies = await Promise.all(lanes.map((lane) => runInTurn(lane, filters)));
		results.push(...tallies.flat());
	}
	const total = sum(results.map(({ tally }) => tally));
	console.log();
	for (const line of slowestFiles(results.map(({ tally }) => tally))) console.log(line);
	for (const { name, tally } of results) console.log(`${name}: ${tallyText(tally)}`);
	console.log(`\n${tallyText(total)}`);
	return total.failed === 0 ? 0 : 1;
});

/**
 * Returns the stages to run: those given, as in `npm test -- --unit measure` and `npm test -- --browser`, or all. Each
 * entry holds lanes that run side by side. Vitest rewrites the types that the type checker reads, so it comes after it.
 *
 * @returns {{ chosen: Stage[][][], filters: string[] }}
 */
function selectedStages() {
	const options = /** @type {const} */ ({ unit: { type: 'boolean' }, browser: { type: 'boolean' } });
	const { values, positionals } = parseArgs({ options, allowPositionals: true });
	const { types, lint, unit, browser } = stages;
	const asked = [...(values.unit ? [[[unit]]] : []), ...(values.browser ? [[[browser]]] : [])];
	return { chosen: asked.length > 0 ? asked : [[[types, unit], [lint]], [[browser]]], filters: positionals };
}

/**
 * @param {Stage[]} lane
 * @param {string[]} filters
 */
async function runInTurn(lane, filters) {
	const results = [];
	for (const { name, run } of lane) results.push({ name, tally: await run(filters).catch(reportStageError) });
	return results;
}

/**
 * Runs a script of package.json as one test, and prints its output when it has ended.
 *
 * @param {string} name
 * @returns {Promise<Tally>}
 */
async function script(name) {
	/** @type {Buffer[]} */
	const printed = [];
	const code = await new Promise((resolve) => {
		const running = spawn('npm', ['run', '--silent', name], {
			cwd: projectFolder,
			stdio: ['ignore', 'pipe', 'pipe']
		});
		running.stdout.on('data', (chunk) => printed.push(chunk));
		running.stderr.on('data', (chunk) => printed.push(chunk));
		running.once('error', () => resolve(1));
		running.once('close', (code) => resolve(code ?? 1));
	});
	process.stdout.write(Buffer.concat(printed));
	return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** Returns Linux's folder of files in memory; null without one that has room for all that the tests write at a time. */
function memoryFolder() {
	const path = '/dev/shm';
	try {
		accessSync(path, constants.W_OK);
		const { bavail, bsize } = statfsSync(path);
		return bavail * bsize > 4e9 ? path : null;
	} catch {
		return null;
	}
}

/** @param {string[]} filters */
async function vitest(filters) {
	const reporters = ['--reporter=default', '--reporter=tests/support/unit-tally.ts'];
	return tallied(['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', ...reporters, ...filters]);
}

/** @param {string[]} filters */
async function playwright(filters) {
	await ensureBuilt();
	const reporter = `--reporter=${process.stdout.isTTY ? 'line' : 'dot'},./tests/support/browser-tally.ts`;
	const run = ['node_modules/playwright/cli.js', 'test', '--config=tests/playwright.config.ts', reporter];
	return tallied([...run, ...filters], { CHROMIUM_PATH: await findChromium() });
}

/**
 * Runs a test program whose reporter writes a tally.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Tally>}
 */
async function tallied(args, env = {}) {
	const file = join(folder, 'tally.json');
	rmSync(file, { force: true });
	const code = await runProcess(process.execPath, args, {
		stdio: 'inherit',
		env: { ...process.env, ...env, FRAMDRIFT_TALLY: file }
	});
	const text = await readFile(file, 'utf8').catch(() => null);
	if (text === null) throw new CliError(`${args[0]} ended without a report.`);
	/** @type {Tally} */
	const tally = JSON.parse(text);
	// An error outside of all tests fails the program, not a test.
	return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/**
 * @param {Error} error
 * @returns {Tally} one failed test for a stage that could not run
 */
function reportStageError(error) {
	console.error(error.message);
	return { ...nothing, failed: 1 };
}

/** @param {Tally[]} tallies */
function slowestFiles(tallies) {
	const files = tallies.flatMap(({ seconds = {} }) => Object.entries(seconds));
	if (files.length === 0) return [];
	const most = files.toSorted(([, a], [, b]) => b - a).slice(0, slowest);
	return ['Slowest test files:', ...most.map(([file, s]) => `${s.toFixed(1).padStart(7)} s  ${file}`), ''];
}

/** @param {Tally[]} tallies */
function sum(tallies) {
	return tallies.reduce(
		(total, one) => ({
			passed: total.passed + one.passed,
			failed: total.failed + one.failed,
			skipped: total.skipped + one.skipped
		}),
		nothing
	);
}

/** @param {Tally} tally */
function tallyText({ passed, failed, skipped }) {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
