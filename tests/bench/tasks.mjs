// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from '../../src/bin/chromium.mjs';
import { runOperator } from '../../src/bin/operator.mjs';
import { median } from './load.mjs';
import { startBenchProcess } from './process.mjs';

/** Of the processor, in milliseconds: what else the machine does meanwhile is no part of it. */
const target = 200;
const loads = 5;

/**
 * The longest task of the review page, which holds up whoever scrolls or types meanwhile: in time of the
 * processor, and against a task of known size in the same browser.
 */
export async function measure() {
	const folder = await mkdtemp(join(tmpdir(), 'framdrift-bench-'));
	const database = join(folder, 'framdrift.db');
	process.env.DEMO_PASSWORD = 'demo-passord-1234';
	if ((await runOperator(['demo-data', database])) !== 0) throw new Error('No example data.');
	const site = await startBenchProcess(['src/bin/server.mjs'], {
		PORT: '0',
		DATABASE_URL: `file:${database}`,
		FRAMDRIFT_DEMO: '1',
		NODE_ENV: 'production'
	});
	const browser = await chromium.launch({ executablePath: await findChromium() });
	try {
		/** @type {{ longest: number, known: number }[]} */
		const taken = [];
		for (let load = 0; load < loads; load++)
			taken.push(await tasksOf(browser, `${site.address}/reviews/2026-half`));
		const [longest, known] = [median(taken.map((one) => one.longest)), median(taken.map((one) => one.known))];
		return [
			`Review page: longest task ${Math.round(longest)} ms of the processor (under ${target}), a known one ${Math.round(known)} ms`,
			`Ratio: ${(longest / known).toFixed(2)} (medians of ${loads} loads)`
		];
	} finally {
		await browser.close();
		await site.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} address
 * @returns {Promise<{ longest: number, known: number }>} milliseconds of the page's longest task, and of the known one
 */
async function tasksOf(browser, address) {
	const page = await browser.newPage();
	try {
		const longest = await longestTask(page, async () => {
			await page.goto(address);
			await page.waitForFunction(() => {
				const buttons = [...document.querySelectorAll('figure button.download')];
				return (
					buttons.length > 0 && buttons.every((one) => !(/** @type {HTMLButtonElement} */ (one).disabled))
				);
			});
		});
		const known = await longestTask(page, async () => {
			await page.evaluate(() => {
				let sum = 0;
				for (let n = 0; n < 2e7; n++) sum += Math.sqrt(n) % 7;
				return sum;
			});
		});
		return { longest, known };
	} finally {
		await page.close();
	}
}

/**
 * @param {import('playwright').Page} page
 * @param {() => Promise<void>} happens
 * @returns {Promise<number>} the longest task of the page's main threads meanwhile, in milliseconds of the processor
 */
async function longestTask(page, happens) {
	const session = await page.context().newCDPSession(page);
	/** @type {{ name: string, ph: string, pid: number, tid: number, tdur?: number, args?: { name?: string } }[]} */
	const events = [];
	session.on('Tracing.dataCollected', ({ value }) => events.push(.../** @type {typeof events} */ (value)));
	await session.send('Tracing.start', {
		traceConfig: {
			includedCategories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline']
		},
		transferMode: 'ReportEvents'
	});
	await happens();
	const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
	await session.send('Tracing.end');
	await complete;
	await session.detach();
	const main = new Set(
		events
			.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
			.map(({ pid, tid }) => `${pid}/${tid}`)
	);
	const tasks = events.filter(
		({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && main.has(`${pid}/${tid}`)
	);
	return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000));
}
