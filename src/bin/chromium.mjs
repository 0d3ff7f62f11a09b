// @ts-check
import { existsSync } from 'node:fs';
import { findInstalledChromium } from '../lib/server/http/find-chromium.mjs';
import { runProcess, printStatus, CliError } from './command.mjs';

const minute = 60_000;

/**
 * Returns a Chromium that runs on this machine; without one, downloads Playwright's or installs Debian's. Needs
 * the dependencies.
 *
 * @returns {Promise<string>} its path
 * @throws CliError that says what to install
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
 * Returns an installed Chromium; null if none runs.
 *
 * @throws CliError if `CHROMIUM_PATH` does not run as a browser
 */
export async function locateChromium() {
	const more = [await playwrightChromium()];
	return findInstalledChromium(more).catch((error) => throwCliError(String(error.message)));
}

async function playwrightChromium() {
	const { chromium } = await import('playwright');
	return chromium.executablePath();
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
	const install = ['install', '--yes', '--no-install-recommends', 'fonts-liberation'];
	/** @param {string[]} args */
	const aptGet = async (args) => (await runProcess('apt-get', args, { env, timeout: 10 * minute })) === 0;
	if (!(await aptGet(['update']))) return null;
	// Older releases have the whole browser only.
	for (const name of ['chromium-headless-shell', 'chromium'])
		if (await aptGet([...install, name])) return locateChromium();
	return null;
}

/** @param {string} sentence @returns {never} */
function throwCliError(sentence) {
	throw new CliError(sentence);
}
