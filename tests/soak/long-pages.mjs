// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from '../../src/bin/chromium.mjs';
import { ensureBuilt } from '../../src/bin/setup.mjs';
import { signInSession } from '../bench/sign-in.mjs';
import { makeLargeDatabase } from '../support/large-plan.mjs';
import { startSoakServer } from './server.mjs';

/*
 * Heights of the pages of a plan with 340 measures over 20 areas, in screens, on a desktop and on a phone. Ends with 1
 * if a page is longer than ten screens and has neither folds nor contents.
 */

const password = 'demo-passord-1234';
const screens = /** @type {const} */ ([
	{ name: 'desktop', width: 1280, height: 800 },
	{ name: 'phone', width: 360, height: 740 }
]);
const mostScreens = 10;
/** Paths to look at; all unless some are named. */
const asked = process.argv.slice(2);

/** @type {Record<string, string[]>} */
const paths = {
	'': [
		...['/', '/areas', '/areas/1', '/measures', '/measures/1.1', '/map', '/map?thread=U1&area=3'],
		...['/timeline', '/coverage', '/changes?from=2025-10-01', '/decisions', '/bodies/fsu-1'],
		...['/reviews/2025', '/reviews/2026-half', '/reviews/2026-half/present/notes', '/indicators', '/year'],
		'/reviews/2026-half/present'
	],
	sekretariat: [
		...['/start', '/rounds', '/rounds/2026', '/rounds/2026?show=unreported', '/rounds/2026/close'],
		...['/reviews/2026/texts', '/rollout', '/partners/4003', '/outbox', '/matters']
	],
	ssu: [
		...['/needs', '/edit/measures', '/edit/measures/merge', '/edit/measures/values', '/edit/next-period']
	],
	fsu1: ['/report'],
	admin: ['/admin']
};

await ensureBuilt();
process.env.DEMO_PASSWORD = password;
const folder = await mkdtemp(join(tmpdir(), 'framdrift-large-'));
const site = await startSoakServer(await makeLargeDatabase(folder));
const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
let tooLong = 0;
try {
	for (const [account, own] of Object.entries(paths)) {
		const cookie = account && (await signInSession(site.address, `${account}@demo.test`, password));
		for (const path of own.filter((one) => asked.length === 0 || asked.includes(one))) {
			const heights = [];
			for (const screen of screens) heights.push(await screensOf(path, screen, cookie));
			tooLong += heights.filter(({ height, isFolded }) => height > mostScreens && !isFolded).length;
			const figures = heights.map(
				({ height, isFolded }) =>
					`${height.toFixed(1).padStart(8)}${height > mostScreens && !isFolded ? ' too long' : ''}`
			);
			console.log(`${(account || 'everyone').padEnd(12)} ${path.padEnd(34)}${figures.join('')}`);
		}
	}
} finally {
	await browser.close();
	await site.end('SIGTERM');
	await rm(folder, { recursive: true, force: true });
}
if (tooLong > 0)
	console.error(`${tooLong} heights are over ${mostScreens} screens, without folds or contents.`);
process.exitCode = tooLong > 0 ? 1 : 0;

/**
 * @param {string} path
 * @param {typeof screens[number]} screen
 * @param {string} cookie
 * @returns {Promise<{ height: number, isFolded: boolean }>} in screens, and if it has folds or contents
 */
async function screensOf(path, { width, height }, cookie) {
	const page = await browser.newPage({
		baseURL: site.address,
		locale: 'nb-NO',
		viewport: { width, height },
		...(cookie && { extraHTTPHeaders: { cookie } })
	});
	try {
		const answer = await page.goto(path);
		if (!answer?.ok()) throw new Error(`${path} answered ${answer?.status()}.`);
		const pixels = await page.evaluate(() => document.documentElement.scrollHeight);
		// The form of filters is on screens alone, and shortens no list.
		const folds = page.locator(
			'main details:not([open], .screen-only), main nav[aria-labelledby="contents"]'
		);
		return { height: pixels / height, isFolded: (await folds.count()) > 0 };
	} finally {
		await page.close();
	}
}
