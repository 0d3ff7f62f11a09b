import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type BrowserContext, type Page } from 'playwright/test';
import { demoPassword, startServer, type RunningServer } from './server';
import { waitForHydration } from './browser-ready';
import { collectBrowserErrors } from './browser-errors';

export { expect };

/** The part of a demo account before the "@". */
export type Account =
	'admin' | 'sekretariat' | 'ssu' | `fsu${1 | 2 | 3 | 4 | 5 | 6}` | 'partnerskap' | 'kommune';

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** A running server and the sessions that tests have opened on it. */
export interface Site {
	server: RunningServer;
	sessions: Map<Account, Cookies>;
}

interface WorkerFixtures {
	/** The worker's own, with its own copy of the example data. */
	shared: Site;
}

interface TestFixtures {
	/** What this test is in front of. */
	site: Site;
	server: RunningServer;
	/** A browser beside the test's own, as another person has it on another machine. */
	anotherBrowser: () => Promise<Page>;
	/**
	 * Signs in through the form, whoever was signed in before; the worker's later tests take that
	 * session over. A test that ends sessions asks for one of its own (`fresh`).
	 */
	signIn: (page: Page, account: Account, options?: { fresh?: boolean }) => Promise<void>;
	/** Expects that axe finds nothing against WCAG 2.0, 2.1 and 2.2, A and AA. */
	axe: (page: Page) => Promise<void>;
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** For `test.use`: every page is complete without scripts. */
export const withoutJavaScript = { javaScriptEnabled: false };

/**
 * A test in front of the built application. It fails when a page or the server complains of
 * something the test did not ask for: an error in the console, an exception, a violation of the
 * content security policy, a line in the error log.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
	shared: [
		async ({}, use) => {
			const shared = await openSite();
			await use(shared);
			await shared.server.stop();
		},
		{ scope: 'worker' }
	],
	site: ({ shared }, use) => use(shared),
	server: ({ site }, use) => use(site.server),
	baseURL: ({ server }, use) => use(server.address),
	context: async ({ context, server }, use) => {
		server.complaints();
		const complaints = collectBrowserErrors(context);
		await use(context);
		expect.soft(complaints(), 'complaints of the browser').toEqual([]);
		expect.soft(server.complaints(), 'complaints of the server').toEqual([]);
	},
	page: ({ page, javaScriptEnabled }, use) =>
		use(javaScriptEnabled === false ? page : waitForHydration(page)),
	anotherBrowser: async ({ browser, javaScriptEnabled }, use) => {
		const opened: { context: BrowserContext; complaints: () => string[] }[] = [];
		await use(async () => {
			const context = await browser.newContext();
			opened.push({ context, complaints: collectBrowserErrors(context) });
			const page = await context.newPage();
			return javaScriptEnabled === false ? page : waitForHydration(page);
		});
		for (const { context, complaints } of opened) {
			expect.soft(complaints(), 'complaints of another browser').toEqual([]);
			await context.close();
		}
	},
	signIn: ({ site: { sessions } }, use) =>
		use(async (page, account, { fresh = false } = {}) => {
			await page.context().clearCookies();
			const kept = sessions.get(account);
			if (kept && !fresh) return page.context().addCookies(kept);
			await signInByForm(page, `${account}@demo.test`);
			if (!fresh) sessions.set(account, await page.context().cookies());
		}),
	axe: ({ javaScriptEnabled }, use) =>
		use(async (page) => {
			if (javaScriptEnabled === false) throw new Error('axe is a script: it needs a test with scripts.');
			// There are no frames here, whose results it would gather in a window of their own, at twice the time.
			const builder = new AxeBuilder({ page }).withTags(wcag).setLegacyMode();
			const { violations } = await builder.analyze();
			const found = violations.map(({ id, help, nodes }) => ({
				id,
				help,
				at: nodes.map((node) => node.html)
			}));
			expect(found, `what axe finds on ${page.url()}`).toEqual([]);
		})
});

/**
 * A test that changes what other tests read: its server and its example data are its own, and go
 * with it.
 */
export const testIsolated = test.extend({
	site: async ({}, use) => {
		const own = await openSite();
		await use(own);
		await own.server.stop();
	}
});

/** As `startServer`, with no one signed in. */
export async function openSite(...begin: Parameters<typeof startServer>): Promise<Site> {
	return { server: await startServer(...begin), sessions: new Map() };
}

async function signInByForm(page: Page, email: string): Promise<void> {
	await page.goto('/login');
	const form = page.locator('form', { has: page.locator('[name=password]') });
	await form.locator('[name=email]').fill(email);
	await form.locator('[name=password]').fill(demoPassword);
	await form.locator('[type=submit]').click();
	await page.waitForURL((url) => !url.pathname.endsWith('/login'));
}
