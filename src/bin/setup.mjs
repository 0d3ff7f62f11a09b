// @ts-check
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProcess, runScript, printStatus, CliError } from './command.mjs';
import { withSetupLock } from './setup-lock.mjs';

/** Everything that a build depends on. */
export const buildInputs = [
	'src',
	'static',
	'drizzle',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts'
];
/** Files generated from the inputs, or not part of the build. */
const generated = /^src\/lib\/i18n\/(paraglide|project\.inlang\/(?!settings\.json))|\.test\.ts$/;

/** Arguments that generate the types and the base of `tsconfig.json`. */
const kitSyncArgs = ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync'];
const vite = 'node_modules/vite/bin/vite.js';

/**
 * Installs the dependencies of the lock file, unless they are current, and prints what it does.
 *
 * @throws CliError if npm fails
 */
export async function ensureDependencies() {
	if (await areDependenciesCurrent()) return;
	await withSetupLock(async () => {
		if (await areDependenciesCurrent()) return;
		printStatus('Installing dependencies (npm ci) …');
		const code = await runProcess('npm', ['ci', '--include=dev', '--no-audit', '--no-fund']);
		if (code !== 0) throw new CliError('The dependencies could not be installed; see npm’s output above.');
		await writeFile(dependencyStamp, await dependencyState());
	});
}

const dependencyStamp = 'node_modules/.framdrift-stamp';

/** Native modules differ by platform, so a folder copied from another one is not current. */
async function dependencyState() {
	const lock = await readFile('package-lock.json');
	return `${process.platform}-${process.arch} ${createHash('sha256').update(lock).digest('hex')}`;
}

async function areDependenciesCurrent() {
	const [stamp, state] = await Promise.all([readText(dependencyStamp), dependencyState()]);
	if (stamp === state) return true;
	const elsewhere = stamp !== null && stamp.split(' ')[0] !== state.split(' ')[0];
	if (elsewhere || !(await matchesNpmRecord())) return false;
	await writeFile(dependencyStamp, state);
	return true;
}

/** True if npm's record of the folder matches the lock file, as after `npm install`. */
async function matchesNpmRecord() {
	const [lock, record] = await Promise.all([
		readText('package-lock.json'),
		readText('node_modules/.package-lock.json')
	]);
	if (lock === null || record === null) return false;
	const { packages: wanted } = JSON.parse(lock);
	const { packages: present } = JSON.parse(record);
	return Object.keys(wanted).every(
		(path) => path === '' || wanted[path].optional || present[path]?.integrity === wanted[path].integrity
	);
}

/**
 * Builds the application and the operator's tool into `build/`, unless they are current. Needs the
 * dependencies.
 *
 * @throws CliError if the build fails
 */
export async function ensureBuilt() {
	await buildIfChanged('build/.stamp', 'Building …', [[vite, 'build', '--logLevel', 'error']]);
	// The application's build empties the folder, so the tool is built after it.
	await ensureOperator();
}

/**
 * Generates the types of the routes and the messages, for the type checker and the linter. Needs the
 * dependencies.
 *
 * @throws CliError if it fails
 */
export async function ensureGenerated() {
	const stamp = '.svelte-kit/.stamp';
	if (!existsSync('src/lib/i18n/paraglide')) await rm(stamp, { force: true });
	await buildIfChanged(stamp, 'Generating types and messages …', [kitSyncArgs, ['src/bin/messages.mjs']]);
}

/**
 * Builds the operator's tool.
 *
 * @throws CliError if the build fails
 */
export async function ensureOperator() {
	const steps = [kitSyncArgs, ['src/bin/build-operator.mjs']];
	await buildIfChanged('build/operator/.stamp', 'Building the operator’s tool …', steps);
}

/**
 * @param {string} stamp file with the hash of the inputs that were built
 * @param {string} announcement
 * @param {string[][]} steps arguments for Node
 */
async function buildIfChanged(stamp, announcement, steps) {
	if ((await readText(stamp)) === (await inputState())) return;
	await withSetupLock(async () => {
		const state = await inputState();
		if ((await readText(stamp)) === state) return;
		printStatus(announcement);
		const env = { ...process.env, NODE_ENV: 'production' };
		for (const step of steps)
			if ((await runProcess(process.execPath, step, { env })) !== 0)
				throw new CliError('The build failed; see the output above.');
		await writeFile(stamp, state);
	});
}

async function inputState() {
	const hash = createHash('sha256');
	for (const input of buildInputs)
		for (const path of await filesUnder(input)) hash.update(`${path}\n`).update(await readFile(path));
	return hash.digest('hex');
}

/**
 * @param {string} path a file, a folder or nothing
 * @returns {Promise<string[]>} the files, in an order that is the same everywhere
 */
async function filesUnder(path) {
	if (!existsSync(path)) return [];
	if (generated.test(path)) return [];
	const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => null);
	if (entries === null) return [path];
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((one) => !generated.test(one))
		.sort();
}

/** @param {string} path @returns {Promise<string | null>} */
async function readText(path) {
	return readFile(path, 'utf8').catch(() => null);
}

if (process.argv[1] === import.meta.filename)
	await runScript(async () => {
		await ensureDependencies();
		await (process.argv.includes('--build') ? ensureBuilt() : ensureGenerated());
	});
