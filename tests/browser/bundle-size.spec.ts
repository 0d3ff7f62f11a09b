import { gzipSync } from 'node:zlib';
import { type APIRequestContext } from 'playwright/test';
import { expect, test } from '../support/browser';

/** Bytes, compressed, of the scripts that the page names. The charts come after the page and are not counted. */
const most = 80_000;

/** Bytes, compressed, of the page with its styles, scripts and font. */
const mostInAll = 170_000;

test(`the overview's scripts before its charts weigh at most ${most} bytes`, async ({ request }) => {
	const scripts = await scriptsOf(request, '/');
	const weights = [...scripts].map(([path, text]) => ({ path, bytes: gzipSync(text).length }));
	const all = weights.reduce((sum, { bytes }) => sum + bytes, 0);
	expect(scripts.size).toBeGreaterThan(1);
	expect(all, JSON.stringify(weights, null, 1)).toBeLessThanOrEqual(most);
});

test(`the overview without its charts weighs at most ${mostInAll} bytes`, async ({ request }) => {
	const html = await (await request.get('/')).text();
	const address = new URL('/', 'http://site');
	// Disabled links name sheets that are in the page.
	const fetched = html.replace(/<link[^>]* disabled[^>]*>/g, '');
	const files = named(fetched, /["']([^"']*\/_app\/immutable\/[^"']+\.(?:css|woff2))["']/g, address);
	const scripts = await scriptsOf(request, '/');
	let bytes = gzipSync(html).length;
	for (const text of scripts.values()) bytes += gzipSync(text).length;
	for (const pathname of new Set(files.map((file) => file.pathname))) {
		const body = await (await request.get(pathname)).body();
		bytes += pathname.endsWith('.woff2') ? body.length : gzipSync(body).length;
	}
	expect(files.length).toBeGreaterThan(1);
	expect(bytes).toBeLessThanOrEqual(mostInAll);
});

for (const path of ['/', '/reviews/2025', '/areas/1'])
	test(`what draws charts is not among the scripts that ${path} waits for`, async ({ request }) => {
		const texts = [...(await scriptsOf(request, path)).values()];
		expect(texts.filter((text) => /getContext\(|<canvas/.test(text))).toEqual([]);
	});

/** The scripts that a page names, and all that they import before they run; not what they fetch later. */
async function scriptsOf(request: APIRequestContext, page: string): Promise<Map<string, string>> {
	const address = new URL(page, 'http://site');
	const html = await (await request.get(page)).text();
	const wanted = named(html, /["']([^"']*\/_app\/immutable\/[^"']+\.js)["']/g, address);
	const scripts = new Map<string, string>();
	for (const { pathname, href } of wanted) {
		if (scripts.has(pathname)) continue;
		const text = await (await request.get(pathname)).text();
		scripts.set(pathname, text);
		wanted.push(...named(text, /(?:\bfrom|\bimport)\s*["'`]([^"'`]+\.js)["'`]/g, new URL(href)));
	}
	return scripts;
}

function named(text: string, pattern: RegExp, from: URL): URL[] {
	return [...text.matchAll(pattern)].map(([, path = '']) => new URL(path, from));
}
