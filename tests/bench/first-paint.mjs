// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from '../../src/bin/chromium.mjs';
import { runOperator } from '../../src/bin/operator.mjs';
import { median } from './load.mjs';
import { startBenchProcess } from './process.mjs';

const pages = ['/', '/reviews/2026-half', '/measures/2.2'];
const loads = 5;
/** A phone: 10 Mbit/s, 40 ms there and back, and a processor of a quarter of this one's speed. */
const network = { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 };
const slowness = 4;
/** Milliseconds: a page is measured until nothing was fetched or held the browser up for so long. */
const quiet = 2_000;

/**
 * @typedef {object} FirstPaint
 * @property {number} fcp milliseconds to the first contentful paint
 * @property {number} lcp milliseconds to the largest contentful paint
 * @property {number} blocking milliseconds by which tasks after the first paint were longer than 50 ms
 * @property {number} shift cumulative layout shift
 * @property {number} early requests answered before the first paint
 * @property {number} kilobytes of the whole page as it was sent
 */

/** A first visit with a phone: paints, blocking time, shift and bytes. Goals: LCP 1 000 ms, blocking 200 ms, shift 0. */
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
		const lines = [];
		for (const path of pages) {
			// The first visit of all has the server render the page.
			await visit(browser, site.address + path);
			/** @type {FirstPaint[]} */
			const visits = [];
			for (let load = 0; load < loads; load++) visits.push(await visit(browser, site.address + path));
			lines.push(lineOf(path, visits));
		}
		return lines;
	} finally {
		await browser.close();
		await site.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

/** @param {string} path @param {FirstPaint[]} visits @returns {string} */
function lineOf(path, visits) {
	const of = (/** @type {keyof FirstPaint} */ key) => median(visits.map((one) => one[key]));
	return [
		`${path}: FCP ${Math.round(of('fcp'))} ms, LCP ${Math.round(of('lcp'))} ms`,
		`blocking ${Math.round(of('blocking'))} ms, shift ${of('shift').toFixed(3)}`,
		`${of('early')} requests before the first paint, ${Math.round(of('kilobytes'))} kB in all (medians of ${loads})`
	].join(', ');
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} address
 * @returns {Promise<FirstPaint>}
 */
async function visit(browser, address) {
	const context = await browser.newContext({
		viewport: { width: 412, height: 823 },
		deviceScaleFactor: 1.75
	});
	try {
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		let bytes = 0;
		session.on('Network.loadingFinished', ({ encodedDataLength }) => void (bytes += encodedDataLength));
		await session.send('Network.enable');
		await session.send('Network.emulateNetworkConditions', network);
		await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
		await page.addInitScript(observePaint);
		await page.goto(address, { waitUntil: 'load' });
		await page.waitForFunction(
			(pause) => performance.now() - /** @type {any} */ (globalThis).observed.last > pause,
			quiet,
			{ polling: 200 }
		);
		const { fcp, lcp, shift, early, tasks } = await page.evaluate(
			() => /** @type {any} */ (globalThis).observed
		);
		const blocking = tasks.reduce(
			(/** @type {number} */ sum, /** @type {{ start: number, end: number }} */ { start, end }) =>
				sum + Math.max(0, end - Math.max(start, fcp) - 50),
			0
		);
		return { fcp, lcp, blocking, shift, early, kilobytes: bytes / 1000 };
	} finally {
		await context.close();
	}
}

/** In the browser: gathers what is painted, moved, fetched and held up. */
function observePaint() {
	const seen = { fcp: 0, lcp: 0, shift: 0, early: 0, last: 0, tasks: /** @type {object[]} */ ([]) };
	/** @type {any} */ (globalThis).observed = seen;
	/** @type {(type: string, note: (entry: any) => void) => void} */
	const observe = (type, note) => {
		const observer = new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) note(entry);
		});
		observer.observe({ type, buffered: true });
	};
	observe('paint', ({ name, startTime }) => {
		if (name !== 'first-contentful-paint') return;
		seen.fcp = startTime;
		const files = performance
			.getEntriesByType('resource')
			.filter(({ duration, startTime: begun }) => begun + duration <= startTime);
		seen.early = 1 + files.length;
	});
	observe('largest-contentful-paint', ({ startTime }) => (seen.lcp = startTime));
	observe('layout-shift', ({ value }) => (seen.shift += value));
	observe('resource', ({ responseEnd }) => (seen.last = Math.max(seen.last, responseEnd)));
	observe('longtask', ({ startTime, duration }) => {
		seen.last = Math.max(seen.last, startTime + duration);
		seen.tasks.push({ start: startTime, end: startTime + duration });
	});
}
