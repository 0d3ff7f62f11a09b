// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runProcess, printStatus, CliError } from './command.mjs';

const systemPaths = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];
const minute = 60_000;

/**
 * A Chromium that runs here. Where there is none, one is fetched: Playwright's, else Debian's.
 * Needs the dependencies.
 *
 * @returns {Promise<string>} its path
 * @throws Trouble with what to install
 */
export async function findChromium() {
	return (
		(await locateChromium()) ??
		(await downloadChromium()) ??
		(await installChromiumPackage()) ??
		throwCliError(
			'No Chromium was found or could be fetched; install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.'
		)
	);
}

/**
 * A Chromium that is here already; null where none runs.
 *
 * @throws Trouble where `CHROMIUM_PATH` names something else
 */
export async function locateChromium() {
	const named = process.env.CHROMIUM_PATH;
	if (named)
		return isRunnable(named)
			? named
			: throwCliError(`CHROMIUM_PATH is ${named}, which does not run as a browser.`);
	return [...systemPaths, await playwrightChromium()].find(isRunnable) ?? null;
}

async function playwrightChromium() {
	const { chromium } = await import('playwright');
	return chromium.executablePath();
}

/** A browser whose libraries are missing, or a stub that only says where to get one, is none. @param {string} path */
function isRunnable(path) {
	if (!existsSync(path)) return false;
	return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

async function downloadChromium() {
	printStatus('Downloading Chromium with Playwright …');
	const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };
	const args = ['node_modules/playwright/cli.js', 'install', 'chromium', '--no-shell'];
	await runProcess(process.execPath, args, { env, timeout: 5 * minute });
	return locateChromium();
}

async function installChromiumPackage() {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
	printStatus('Installing Debian’s Chromium …');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const install = ['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation'];
	for (const args of [['update'], install])
		if ((await runProcess('apt-get', args, { env, timeout: 10 * minute })) !== 0) return null;
	return locateChromium();
}

/** @param {string} sentence @returns {never} */
function throwCliError(sentence) {
	throw new CliError(sentence);
}
