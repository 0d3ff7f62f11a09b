// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { child, say, Trouble } from './command.mjs';

const system = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];
const inMinutes = 60_000;

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
		(await downloaded()) ??
		(await packaged()) ??
		fail(
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
	if (named) return runs(named) ? named : fail(`CHROMIUM_PATH is ${named}, which does not run as a browser.`);
	return [...system, await playwrights()].find(runs) ?? null;
}

async function playwrights() {
	const { chromium } = await import('playwright');
	return chromium.executablePath();
}

/** A browser whose libraries are missing, or a stub that only says where to get one, is none. @param {string} path */
function runs(path) {
	if (!existsSync(path)) return false;
	return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

async function downloaded() {
	say('Downloading Chromium with Playwright …');
	const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };
	const args = ['node_modules/playwright/cli.js', 'install', 'chromium', '--no-shell'];
	await child(process.execPath, args, { env, timeout: 5 * inMinutes });
	return locateChromium();
}

async function packaged() {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
	say('Installing Debian’s Chromium …');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const install = ['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation'];
	for (const args of [['update'], install])
		if ((await child('apt-get', args, { env, timeout: 10 * inMinutes })) !== 0) return null;
	return locateChromium();
}

/** @param {string} sentence @returns {never} */
function fail(sentence) {
	throw new Trouble(sentence);
}
