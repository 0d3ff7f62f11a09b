import { createClient } from '@libsql/client';
import type { Page } from 'playwright/test';
import {
	expect,
	launchBrowser,
	testWithOwnServer as test,
	withoutJavaScript,
	type OwnServer
} from '../support/own-server';
import { labelsIn } from '../support/labels';
import { demoPassword } from '../support/server';

/* Whatever happens while a form is filled in, its text is on the page or offered back, and it is saved once. */

test.describe.configure({ mode: 'default', timeout: 60_000 });

const words = labelsIn('nb');
const goal = (page: Page) => page.locator('main textarea[name="text.nb"]');
const reason = (page: Page) => page.locator('main textarea[name=reason]');
const save = (page: Page) => page.locator('main form .actions [type=submit]').first().click();
const recovered = (page: Page) => page.locator('.recovered');
const drafts = (page: Page) =>
	page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('/form')).length);

async function count(server: OwnServer, sql: string, text: string): Promise<number> {
	const client = createClient({ url: `file:${server.database}`, timeout: 5_000 });
	try {
		const { rows } = await client.execute({
			sql: `select count(*) as n from ${sql} like ?`,
			args: [`%${text}%`]
		});
		return Number(rows[0]!.n);
	} finally {
		client.close();
	}
}

async function signInAgain(page: Page, account: string): Promise<void> {
	const form = page.locator('form', { has: page.locator('[name=password]') });
	await form.locator('[name=email]').fill(`${account}@demo.test`);
	await form.locator('[name=password]').fill(demoPassword);
	await form.locator('[type=submit]').click();
	await page.waitForURL((url) => !url.pathname.endsWith('/login'));
}

test('a changed form asks before it is left, and offers its text on the next visit', async ({
	browser,
	own,
	signIn
}) => {
	const page = await launchBrowser(browser, own);
	await signIn(page, 'ssu');
	await page.goto('/edit/goals/new');
	await reason(page).fill('Vedtatt i møte.');
	await goal(page).pressSequentially('Et mål som ble forlatt');
	expect(await drafts(page)).toBe(1);
	const asked: string[] = [];
	page.on('dialog', (dialog) => {
		asked.push(dialog.message());
		void (asked.length === 1 ? dialog.dismiss() : dialog.accept());
	});
	await page.getByRole('link', { name: words.edit_cancel() }).click();
	await expect.poll(() => asked).toEqual([words.report_leave()]);
	await expect(goal(page)).toHaveValue('Et mål som ble forlatt');
	await page.getByRole('link', { name: words.edit_cancel() }).click();
	await expect(page).toHaveURL(/\/edit\/goals$/);
	await page.goto('/edit/goals/new');
	await expect(recovered(page)).toContainText('Et mål som ble forlatt');
	await page.getByRole('button', { name: words.report_recovered_take() }).click();
	await expect(goal(page)).toHaveValue('Et mål som ble forlatt');
	await expect(recovered(page)).toHaveCount(0);
	await save(page);
	await expect(page).toHaveURL(/\/edit\/goals\?saved/);
	expect(await drafts(page)).toBe(0);
	expect(await count(own, 'goal_state where text', 'Et mål som ble forlatt')).toBe(1);
	await page.context().close();
});

test('a verdict written after the session ended is there after signing in (C19)', async ({
	browser,
	own,
	signIn
}) => {
	const page = await launchBrowser(browser, own);
	await signIn(page, 'fsu1');
	await page.goto('/areas/1/verdict');
	await page.context().clearCookies();
	await page.locator('textarea[name=text]').fill('Skrevet uten økt.');
	await save(page);
	const back = page.getByRole('link', { name: words.report_trouble_sign_in() });
	page.on('dialog', (dialog) => void dialog.accept());
	await back.click();
	await signInAgain(page, 'fsu1');
	await expect(page).toHaveURL(/\/areas\/1\/verdict/);
	await page.getByRole('button', { name: words.report_recovered_take() }).click();
	await expect(page.locator('textarea[name=text]')).toHaveValue('Skrevet uten økt.');
	await page.context().close();
});

test('a form keeps its text on the page while the server is away', async ({ browser, own, signIn }) => {
	const page = await launchBrowser(browser, own);
	await signIn(page, 'ssu');
	await page.goto('/edit/values/new');
	await page.locator('textarea[name="name.nb"], input[name="name.nb"]').fill('Varm');
	await page.locator('textarea[name="name.nn"], input[name="name.nn"]').fill('Varm');
	await own.kill();
	await save(page);
	await expect(page.getByRole('alert')).toContainText(words.report_trouble_title());
	await expect(page.locator('[name="name.nb"]')).toHaveValue('Varm');
	await own.again();
	await reason(page).fill('Vedtatt i møte.');
	await save(page);
	await expect(page).toHaveURL(/\/edit\/values\?saved/);
	expect(await count(own, 'core_value where name', 'Varm')).toBe(1);
	await page.context().close();
});

test('without scripts a form returns with its text after the session ended (C19)', async ({
	browser,
	own,
	signIn
}) => {
	const page = await launchBrowser(browser, own, withoutJavaScript);
	await signIn(page, 'ssu');
	await page.goto('/edit/goals/new');
	await page.context().clearCookies();
	await goal(page).fill('Et mål uten økt');
	await reason(page).fill('Vedtatt i møte.');
	await save(page);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.shell_kept_401_title());
	await expect(page.getByLabel(words.shell_kept_typed()).first()).toHaveValue('Et mål uten økt');
	const tab = page.context().waitForEvent('page');
	await page.getByRole('link', { name: words.shell_kept_sign_in() }).click();
	await signInAgain(await tab, 'ssu');
	await page.getByRole('button', { name: words.shell_kept_carry() }).click();
	await expect(goal(page)).toHaveValue('Et mål uten økt');
	expect(await count(own, 'goal_state where text', 'Et mål uten økt')).toBe(0);
	await save(page);
	await expect(page).toHaveURL(/\/edit\/goals\?saved/);
	expect(await count(own, 'goal_state where text', 'Et mål uten økt')).toBe(1);
	await page.context().close();
});

test('without scripts a form is sent again after the database was away', async ({ browser, own, signIn }) => {
	const page = await launchBrowser(browser, own, withoutJavaScript);
	await signIn(page, 'ssu');
	await page.goto('/edit/goals/new');
	await goal(page).fill('Et mål i ventetid');
	await reason(page).fill('Vedtatt i møte.');
	const client = createClient({ url: `file:${own.database}` });
	const lock = await client.transaction('write');
	await save(page);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.shell_error_503_title(), {
		timeout: 15_000
	});
	await expect(page.getByLabel(words.shell_kept_typed()).first()).toHaveValue('Et mål i ventetid');
	lock.close();
	client.close();
	await page.getByRole('button', { name: words.shell_kept_send() }).click();
	await expect(page).toHaveURL(/\/edit\/goals\?saved/);
	expect(await count(own, 'goal_state where text', 'Et mål i ventetid')).toBe(1);
	await page.context().close();
});
