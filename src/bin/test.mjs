// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from './chromium.mjs';
import { runProcess, runScript, CliError } from './command.mjs';
import { ensureBuilt, ensureDependencies, kitSyncArgs } from './setup.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 * @typedef {{ name: string, run: (filters: string[]) => Promise<Tally> }} Stage
 */

/** What a developer has set for the application is none of the tests' business. */
const applicationVariables =
	/^(PORT|HOST|ORIGIN|DATABASE_.*|SMTP_URL|MAIL_FROM|OIDC_.*|DEMO_PASSWORD|ADDRESS_HEADER|XFF_DEPTH|LOG_LEVEL|FRAMDRIFT_.*)$/;

const folder = mkdtempSync(join(tmpdir(), 'framdrift-report-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** @type {Record<'types' | 'lint' | 'unit' | 'browser', Stage>} */
const stages = {
	types: { name: 'Types', run: types },
	lint: { name: 'Lint', run: lint },
	unit: { name: 'Unit and integration tests', run: unit },
	browser: { name: 'Browser and accessibility tests', run: browser }
};

await runScript(async () => {
	const { chosen, filters } = selectedStages();
	for (const name of Object.keys(process.env)) if (applicationVariables.test(name)) delete process.env[name];
	await ensureDependencies();
	/** @type {Tally[]} */
	const tallies = [];
	for (const stage of chosen) {
		console.log(`\n── ${stage.name}\n`);
		tallies.push(await stage.run(filters).catch(reportStageError));
	}
	const total = sum(tallies);
	console.log();
	chosen.forEach((stage, index) => console.log(`${stage.name}: ${tallyText(tallies[index] ?? total)}`));
	console.log(`\n${tallyText(total)}`);
	return total.failed === 0 ? 0 : 1;
});

/** All stages, or those a developer asked for: `npm test -- --unit measure`, `npm test -- --browser`. */
function selectedStages() {
	const options = /** @type {const} */ ({ unit: { type: 'boolean' }, browser: { type: 'boolean' } });
	const { values, positionals } = parseArgs({ options, allowPositionals: true });
	const asked = [...(values.unit ? [stages.unit] : []), ...(values.browser ? [stages.browser] : [])];
	return { chosen: asked.length > 0 ? asked : Object.values(stages), filters: positionals };
}

async function types() {
	const check = ['node_modules/svelte-check/bin/svelte-check', '--fail-on-warnings'];
	return runAsOneTest([kitSyncArgs, ['src/bin/messages.mjs'], check]);
}

async function lint() {
	const cache = 'node_modules/.cache';
	return runAsOneTest([
		['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'],
		[
			'node_modules/prettier/bin/prettier.cjs',
			'.',
			'--check',
			'--cache',
			'--cache-location',
			`${cache}/prettier-check`
		]
	]);
}

/** @param {string[]} filters */
async function unit(filters) {
	const file = join(folder, 'unit.json');
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
	const run = ['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', ...reporters, ...filters];
	const code = await node(run);
	const report = await reportIn(file, 'vitest');
	// A file that could not be loaded has no tests that could fail.
	const unloaded = report.testResults.filter(
		(/** @type {{ status: string, assertionResults: unknown[] }} */ one) =>
			one.status === 'failed' && one.assertionResults.length === 0
	).length;
	return withExitCode(code, {
		passed: report.numPassedTests,
		failed: report.numFailedTests + unloaded,
		skipped: report.numPendingTests + report.numTodoTests
	});
}

/** @param {string[]} filters */
async function browser(filters) {
	await ensureBuilt();
	const file = join(folder, 'browser.json');
	const env = { CHROMIUM_PATH: await findChromium(), PLAYWRIGHT_JSON_OUTPUT_NAME: file };
	const reporter = `--reporter=${process.stdout.isTTY ? 'line' : 'dot'},json`;
	const run = ['node_modules/playwright/cli.js', 'test', '--config=tests/playwright.config.ts', reporter];
	const code = await node([...run, ...filters], env);
	const { stats, errors } = await reportIn(file, 'Playwright');
	return withExitCode(code, {
		passed: stats.expected + stats.flaky,
		failed: stats.unexpected + errors.length,
		skipped: stats.skipped
	});
}

/**
 * Several programs that count as one test together.
 *
 * @param {string[][]} runs
 */
async function runAsOneTest(runs) {
	let failed = 0;
	for (const run of runs) if ((await node(run)) !== 0) failed = 1;
	return { passed: 1 - failed, failed, skipped: 0 };
}

/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
async function node(args, env = {}) {
	return runProcess(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } });
}

/** @param {string} file @param {string} program */
async function reportIn(file, program) {
	const text = await readFile(file, 'utf8').catch(() => null);
	if (text === null) throw new CliError(`${program} ended without a report.`);
	return JSON.parse(text);
}

/** A program that fails without a failed test, as by an error outside of all tests, has failed. @param {number} code @param {Tally} tally */
function withExitCode(code, tally) {
	return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** @param {Error} error @returns {Tally} a stage that could not be run is one failed test */
function reportStageError(error) {
	console.error(error.message);
	return { passed: 0, failed: 1, skipped: 0 };
}

/** @param {Tally[]} tallies */
function sum(tallies) {
	return tallies.reduce(
		(total, one) => ({
			passed: total.passed + one.passed,
			failed: total.failed + one.failed,
			skipped: total.skipped + one.skipped
		}),
		{ passed: 0, failed: 0, skipped: 0 }
	);
}

/** @param {Tally} tally */
function tallyText({ passed, failed, skipped }) {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
