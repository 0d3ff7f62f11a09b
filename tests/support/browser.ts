import { expect, test as base, type BrowserContext, type Page } from 'playwright/test';
import { demoPassword, startServer, type RunningServer } from './server';
import { findViolations, type axeRules } from './axe';
import { waitForHydration } from './browser-ready';
import { openedSessions, type Account, type SessionCookie } from './browser-sessions';
import { collectBrowserErrors } from './browser-errors';
import { openRelay, type Relay } from './relay';

export { expect, type Account };

/** A running server and the sessions that are open on it. */
export interface Site {
	server: RunningServer;
	sessions: Map<Account, SessionCookie>;
}

export type Get = (path: string, account?: Account) => Promise<Response>;

interface WorkerFixtures {
	/** The address of every server a test is in front of: a context is reused only at the same address. */
	relay: Relay;
	/** The worker's own, with its own copy of the example data. */
	shared: Site;
	/** Pages in a browser context for each account, which keeps what it has loaded. */
	visitors: Map<Account | undefined, Visitor>;
}

interface Visitor {
	page: Page;
	complaints: () => string[];
}

interface TestFixtures {
	/** What this test is in front of. */
	site: Site;
	server: RunningServer;
	/** A browser beside the test's own, as another person has it on another machine. */
	anotherBrowser: () => Promise<Page>;
	/**
	 * Signs in by a session that is open, whoever was signed in before. A test that ends sessions asks for
	 * one of its own (`fresh`), through the form.
	 */
	signIn: (page: Page, account: Account, options?: { fresh?: boolean }) => Promise<void>;
	/** The page that the worker's tests visit as an account, one after the other. */
	visitAs: (account?: Account) => Promise<Page>;
	/** Fetches a page without a browser, signed in or not. */
	get: Get;
	/**
	 * Expects that axe finds nothing against WCAG 2.0, 2.1 and 2.2, A and AA; with "colors", only by the rules
	 * whose result a color scheme can change.
	 */
	axe: (page: Page, rules?: keyof typeof axeRules) => Promise<void>;
}

/** For `test.use`: every page is complete without scripts. */
export const withoutJavaScript = { javaScriptEnabled: false };

/**
 * A test in front of the built application. It fails when a page or the server complains of
 * something the test did not ask for: an error in the console, an exception, a violation of the
 * content security policy, a line in the error log.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
	relay: [
		async ({}, use) => {
			const relay = await openRelay();
			await use(relay);
			relay.close();
		},
		{ scope: 'worker' }
	],
	shared: [
		async ({}, use) => {
			const shared = await openSite();
			await use(shared);
			await shared.server.stop();
		},
		{ scope: 'worker' }
	],
	visitors: [
		async ({}, use) => {
			const visitors = new Map<Account | undefined, Visitor>();
			await use(visitors);
			for (const { page } of visitors.values()) await page.context().close();
		},
		{ scope: 'worker' }
	],
	site: ({ shared, relay }, use) => use(behindRelay(shared, relay)),
	server: ({ site }, use) => use(site.server),
	baseURL: ({ server }, use) => use(server.address),
	context: async ({ context, server }, use) => {
		server.complaints();
		// A reused context stays offline if the test before left it so.
		await context.setOffline(false);
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
	signIn: ({ site: { server, sessions } }, use) =>
		use(async (page, account, { fresh = false } = {}) => {
			await page.context().clearCookies();
			const cookie = sessions.get(account);
			if (cookie && !fresh) return page.context().addCookies([{ ...cookie, url: server.address }]);
			await signInByForm(page, `${account}@demo.test`);
		}),
	visitAs: async ({ browser, server, visitors, signIn }, use) => {
		let visitor: Visitor | undefined;
		server.complaints();
		await use(async (account) => {
			visitor = visitors.get(account);
			if (!visitor) {
				const context = await browser.newContext();
				visitor = {
					page: waitForHydration(await context.newPage()),
					complaints: collectBrowserErrors(context)
				};
				visitors.set(account, visitor);
				if (account) await signIn(visitor.page, account);
			}
			visitor.complaints();
			return visitor.page;
		});
		expect.soft(visitor?.complaints(), 'complaints of the browser').toEqual([]);
		expect.soft(server.complaints(), 'complaints of the server').toEqual([]);
	},
	get: async ({ site: { server, sessions } }, use) => {
		server.complaints();
		await use((path, account) => {
			const cookie = account && sessions.get(account);
			const headers: Record<string, string> = cookie ? { cookie: `${cookie.name}=${cookie.value}` } : {};
			return fetch(server.address + path, { headers, redirect: 'manual' });
		});
		expect.soft(server.complaints(), 'complaints of the server').toEqual([]);
	},
	axe: ({ javaScriptEnabled }, use) =>
		use(async (page, rules = 'all') => {
			if (javaScriptEnabled === false) throw new Error('axe is a script: it needs a test with scripts.');
			expect(await findViolations(page, rules), `what axe finds on ${page.url()}`).toEqual([]);
		})
});

/**
 * A test that changes what other tests read: its server and its example data are its own, and go
 * with it.
 */
export const testIsolated = test.extend({
	site: async ({ relay }, use) => {
		const own = await openSite();
		await use(behindRelay(own, relay));
		await own.server.stop();
	}
});

/** Lets the relay forward to a site. */
function behindRelay({ server, sessions }: Site, { address, forwardTo }: Relay): Site {
	forwardTo(server.address);
	return { server: { ...server, address }, sessions };
}

/** As `startServer`; a copy of the example data has a session open for each account. */
export async function openSite(...begin: Parameters<typeof startServer>): Promise<Site> {
	return {
		server: await startServer(...begin),
		sessions: begin[0] ? new Map<Account, SessionCookie>() : openedSessions()
	};
}

async function signInByForm(page: Page, email: string): Promise<void> {
	await page.goto('/login');
	const form = page.locator('form', { has: page.locator('[name=password]') });
	await form.locator('[name=email]').fill(email);
	await form.locator('[name=password]').fill(demoPassword);
	await form.locator('[type=submit]').click();
	await page.waitForURL((url) => !url.pathname.endsWith('/login'));
}
