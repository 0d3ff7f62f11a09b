// @ts-check
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The headless shell first: it takes a third less processor time than the whole browser. */
const systemPaths = [
	'/usr/bin/chromium-headless-shell',
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/**
 * Returns an installed Chromium; null if none runs. The tests and the server find it so.
 *
 * @param {string[]} [more] paths to try after the system's
 * @returns {Promise<string | null>}
 * @throws if `CHROMIUM_PATH` does not run as a browser
 */
export async function findInstalledChromium(more = []) {
	const named = process.env.CHROMIUM_PATH;
	if (named) {
		if (await isRunnable(named)) return named;
		throw new Error(`CHROMIUM_PATH is ${named}, which does not run as a browser.`);
	}
	for (const path of [...systemPaths, ...more]) if (await isRunnable(path)) return path;
	return null;
}

/**
 * False for a browser without its libraries, and for a stub that only prints where to get one.
 *
 * @param {string} path
 * @returns {Promise<boolean>}
 */
function isRunnable(path) {
	if (!existsSync(path)) return Promise.resolve(false);
	return new Promise((resolve) => {
		execFile(path, ['--version'], { timeout: 20_000 }, (error) => resolve(error === null));
	});
}
