import { parse } from 'node-html-parser';
import { expect, test } from '../support/browser';

/** Pages of many style sheets, of few, and of none of their own. */
const paths = [
	...['/', '/areas/1', '/measures/2.2', '/reviews/2025', '/measures', '/decisions', '/bodies/fsu-1'],
	...['/meetings/4', '/map', '/timeline', '/accessibility']
];

test('pages ask for one style sheet and the font first, and have their other sheets in them, in order', async ({
	request
}) => {
	const sheets = new Map<string, string>();
	const read = async (pathname: string) => {
		const text = sheets.get(pathname) ?? (await (await request.get(pathname)).text());
		sheets.set(pathname, text);
		return text;
	};
	for (const path of paths) {
		const response = await request.get(path);
		const page = parse(await response.text());
		const named = page
			.querySelectorAll('script[src], link')
			.filter((one) => !one.closest('template') && !one.hasAttribute('disabled'))
			.map((one) => [one.getAttribute('rel'), one.getAttribute('href')?.replace(/.*\//, '')]);
		expect(named, path).toEqual([
			['icon', 'favicon.svg'],
			['preload', expect.stringMatching(/^inter-latin-wght-normal\..*\.woff2$/)],
			['stylesheet', expect.stringMatching(/^base\..*\.css$/)]
		]);
		expect(response.headers()['link'], path).toMatch(
			/^<[^>]*\/base\.[\w-]+\.css>; rel="preload"; as="style"; nopush$/
		);

		const [shared, ...own] = page.querySelectorAll('head style, head link[rel="stylesheet"]');
		expect(shared?.tagName, path).toBe('LINK');
		const inlined = own[0]?.tagName === 'STYLE' ? own.shift() : undefined;
		const texts: string[] = [];
		for (const sheet of own) {
			const address = new URL(sheet.getAttribute('href') ?? '', new URL(path, 'http://site'));
			texts.push(await read(address.pathname));
		}
		expect(inlined?.textContent ?? '', path).toBe(texts.join('\n'));
	}
	expect(sheets.size).toBeGreaterThan(20);
});

test('scripts are fetched once the style sheet is there', async ({ page }) => {
	await page.goto('/');
	const files = await page.evaluate(() =>
		performance.getEntriesByType('resource').map(({ name, startTime, duration }) => ({
			...{ name: name.replace(/.*\./, ''), begun: startTime, done: startTime + duration }
		}))
	);
	const styled = Math.max(...files.filter(({ name }) => name === 'css').map(({ done }) => done));
	const scripts = files.filter(({ name }) => name === 'js');
	expect(scripts.length).toBeGreaterThan(10);
	expect(scripts.filter(({ begun }) => begun < styled)).toEqual([]);
});
