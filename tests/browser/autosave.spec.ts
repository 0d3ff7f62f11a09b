import { createClient } from '@libsql/client';
import type { Page } from 'playwright/test';
import { soak } from '../soak/drafts.mjs';
import { readTogether } from '../soak/readers.mjs';
import {
	launchBrowser,
	expect,
	testWithOwnServer,
	withoutJavaScript,
	type OwnServer
} from '../support/own-server';
import { demoPassword, templateVariable } from '../support/server';

/*
 * Nothing typed is ever lost: whatever happens while a report is written, its text is on the page, on the
 * server, or offered back. Each test writes a report of its own that the example data has not begun.
 */

testWithOwnServer.describe.configure({ mode: 'default', timeout: 60_000 });

const done = (page: Page) => page.locator('textarea[name=done]');
const kept = (page: Page) => page.locator('[data-keeping=kept]');
const recovered = (page: Page) => page.locator('.recovered');
const shelved = (page: Page) =>
	page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('framdrift.report')).length);

/** Types as people do, once the page listens. */
async function type(page: Page, text: string): Promise<void> {
	await expect(page.locator('form[action="?/submit"] .rule')).toHaveCount(0);
	await done(page).pressSequentially(text);
}

testWithOwnServer(
	'what is typed is saved by itself, and a reload shows it',
	async ({ browser, own: server, signIn }) => {
		const page = await launchBrowser(browser, server);
		await signIn(page, 'fsu1');
		await page.goto('/report/1.6');
		await type(page, 'Kommet godt i gang.');
		expect(await shelved(page)).toBe(1);
		await expect(kept(page)).toHaveText(/^Lagret kl\. \d\d\.\d\d$/);
		expect(await shelved(page)).toBe(0);
		await done(page).press('End');
		await done(page).pressSequentially(' Og videre.');
		await page.reload();
		await expectThere(page, 'Kommet godt i gang. Og videre.');
		await page.context().close();
	}
);

testWithOwnServer(
	'what indicators showed is saved with the draft, and is no reading before the report is sent',
	async ({ browser, own: server, signIn }) => {
		const page = await launchBrowser(browser, server);
		await signIn(page, 'fsu5');
		const readings = await readingsIn(server);
		await page.goto('/report/5.4');
		await type(page, 'Målt.');
		await figure(page).pressSequentially('12,5');
		await expect(kept(page)).toBeVisible();
		await page.reload();
		await expectThere(page, 'Målt.');
		await expect(figure(page)).toHaveValue('12,5');

		await server.kill();
		await figure(page).press('End');
		await figure(page).pressSequentially('1');
		await expect(page.locator('[data-keeping=away]')).toBeAttached();
		await page.close();
		await server.again();
		const next = await page.context().newPage();
		await next.goto('/report/5.4');
		await expect(recovered(next)).toContainText('12,51');
		await next.getByRole('button', { name: 'Ta inn teksten' }).click();
		await expect(kept(next)).toBeVisible();
		expect(await shelved(next)).toBe(0);
		await expect(figure(next)).toHaveValue('12,51');
		expect(await readingsIn(server)).toEqual(readings);

		await next.getByText('I rute', { exact: true }).first().click();
		await next.locator('[name=progress]').first().fill('40');
		await next.getByRole('button', { name: /^Send inn/ }).click();
		await expect(next).toHaveURL(/sent=5\.4/);
		expect(await readingsIn(server)).toEqual([...readings, 12.51]);
		await next.context().close();
	}
);

const figure = (page: Page) => page.locator('[name^="reading."]').first();

/** What the indicators of measure 5.4 have shown. */
async function readingsIn(server: OwnServer): Promise<unknown[]> {
	const client = createClient({ url: `file:${server.database}`, timeout: 5_000 });
	try {
		const { rows } = await client.execute(
			`select value from indicator_reading where indicator_id in (select id from indicator where measure_id =
				(select id from measure where code = '5.4')) order by "on"`
		);
		return rows.map(({ value }) => value);
	} finally {
		client.close();
	}
}

/** On the page, or offered back: a page that is left may or may not get its last words away. */
async function expectThere(page: Page, text: string): Promise<void> {
	await expect(page.locator('form[action="?/submit"] .rule')).toHaveCount(0);
	if ((await recovered(page).count()) > 0) {
		await expect(recovered(page)).toContainText(text);
		await page.getByRole('button', { name: 'Ta inn teksten' }).click();
		await expect(kept(page)).toBeVisible();
	}
	await expect(done(page)).toHaveValue(text);
}

testWithOwnServer(
	'a page that is closed in the middle of a sentence',
	async ({ browser, own: server, signIn }) => {
		const page = await launchBrowser(browser, server);
		await signIn(page, 'fsu6');
		await page.goto('/report/6.4');
		await type(page, 'Midt i en set');
		await page.close();
		const next = await page.context().newPage();
		await next.goto('/report/6.4');
		await expectThere(next, 'Midt i en set');
		await next.context().close();
	}
);

testWithOwnServer(
	'a server that is killed while one types: it says so, and the text goes up when it is back',
	async ({ browser, own: server, signIn }) => {
		const page = await launchBrowser(browser, server);
		await signIn(page, 'fsu6');
		await page.goto('/report/6.5');
		await type(page, 'Før.');
		await expect(kept(page)).toBeVisible();
		await server.kill();
		await done(page).pressSequentially(' Mens den var borte.');
		await expect(
			page.getByText('Ikke lagret: ingen forbindelse. Teksten ligger i nettleseren.')
		).toBeVisible();
		await server.again();
		await expect(kept(page)).toHaveText(/^Lagret kl\./, { timeout: 20_000 });
		await page.reload();
		await expect(done(page)).toHaveValue('Før. Mens den var borte.');

		await server.kill();
		await type(page, ' Og etter.');
		await expect(page.locator('[data-keeping=away]')).toBeAttached();
		await page.close();
		await server.again();
		const next = await page.context().newPage();
		await next.goto('/report/6.5');
		await expect(recovered(next)).toContainText('Du har tekst som ikke ble lagret');
		await expect(recovered(next)).toContainText('Og etter.');
		await expect(recovered(next)).toContainText('I skjemaet nå');
		await next.getByRole('button', { name: 'Ta inn teksten' }).click();
		await expect(kept(next)).toBeVisible();
		await expect(recovered(next)).toHaveCount(0);
		expect(await shelved(next)).toBe(0);
		await next.context().close();
	}
);

testWithOwnServer(
	'a session that has ended: it says so, and the text is there after signing in',
	async ({ browser, own: server, signIn }) => {
		const page = await launchBrowser(browser, server);
		await signIn(page, 'fsu2');
		await page.goto('/report/2.4');
		await page.context().clearCookies();
		await type(page, 'Skrevet etter at økten var over.');
		const back = page.getByRole('link', { name: 'Logg inn og kom tilbake hit' });
		await expect(back).toBeVisible();
		await back.click();
		const form = page.locator('form', { has: page.locator('[name=password]') });
		await form.locator('[name=email]').fill('fsu2@demo.test');
		await form.locator('[name=password]').fill(demoPassword);
		await form.locator('[type=submit]').click();
		await page.waitForURL('**/report/2.4');
		await expectThere(page, 'Skrevet etter at økten var over.');
		await page.context().close();
	}
);

testWithOwnServer(
	'two windows: the second writes over nothing, and shows both',
	async ({ browser, own: server, signIn }) => {
		const first = await launchBrowser(browser, server);
		await signIn(first, 'fsu3');
		await first.goto('/report/3.3');
		const second = await first.context().newPage();
		await second.goto('/report/3.3');
		await type(first, 'Fra det første vinduet.');
		await expect(kept(first)).toBeVisible();
		await type(second, 'Fra det andre vinduet.');
		await expect(second.getByText('Ikke lagret: rapporten er endret et annet sted')).toBeVisible();
		await second.getByRole('button', { name: 'Se hva det gjelder' }).click();
		await expect(second.locator('.conflict')).toBeVisible();
		await expect(done(second)).toHaveValue('Fra det andre vinduet.');
		await expect(second.getByText('Fra det første vinduet.')).toBeVisible();
		await first.reload();
		await expect(done(first)).toHaveValue('Fra det første vinduet.');
		// Nothing is saved over it until the writer says so.
		await done(second).pressSequentially(' Mer.');
		await second.waitForTimeout(3_000);
		await first.reload();
		await expect(done(first)).toHaveValue('Fra det første vinduet.');
		await second.getByRole('button', { name: 'Lagre utkast' }).last().click();
		await expect(second.locator('.conflict')).toHaveCount(0);
		await first.reload();
		await expect(done(first)).toHaveValue('Fra det andre vinduet. Mer.');
		await first.context().close();
	}
);

testWithOwnServer('without a network, and with one again', async ({ browser, own: server, signIn }) => {
	const page = await launchBrowser(browser, server);
	await signIn(page, 'fsu4');
	await page.goto('/report/4.4');
	await page.context().setOffline(true);
	await type(page, 'På toget.');
	await expect(page.getByText('Ikke lagret: ingen forbindelse.')).toBeVisible();
	await page.context().setOffline(false);
	await expect(kept(page)).toBeVisible();
	await page.reload();
	await expect(done(page)).toHaveValue('På toget.');

	await page.context().setOffline(true);
	await type(page, ' Igjen.');
	await expect(page.locator('[data-keeping=away]')).toBeAttached();
	let asked = '';
	page.once('dialog', (dialog) => {
		asked = dialog.message();
		void dialog.dismiss();
	});
	await page.getByRole('button', { name: 'Logg ut' }).click();
	expect(asked).toContain('tekst i nettleseren som ikke er lagret');
	expect(await shelved(page)).toBe(1);
	await page.context().close();
});

testWithOwnServer('without scripts the button saves', async ({ browser, own: server, signIn }) => {
	const page = await launchBrowser(browser, server, withoutJavaScript);
	await signIn(page, 'fsu5');
	await page.goto('/report/5.3');
	await done(page).fill('Uten skript.');
	await page.getByRole('button', { name: 'Lagre utkast' }).last().click();
	await expect(done(page)).toHaveValue('Uten skript.');
	await page.context().close();
});

testWithOwnServer('a server that is killed again and again loses no draft it answered for', async () => {
	const { killed, acknowledged, lost } = await soak(process.env[templateVariable] ?? '', demoPassword, 3);
	expect(lost).toEqual([]);
	expect(killed).toBe(3);
	expect(acknowledged).toBeGreaterThan(0);
});

testWithOwnServer(
	'many readers at a time get their page, and reporters lose no draft meanwhile',
	async () => {
		const load = { readers: 40, reporters: 6, seconds: 3 };
		const template = process.env[templateVariable] ?? '';
		const { answered, failed, lost, drafts } = await readTogether(template, demoPassword, load);
		expect([...new Set(failed), ...lost]).toEqual([]);
		expect(answered).toBeGreaterThan(load.readers);
		expect(drafts).toBeGreaterThanOrEqual(load.reporters);
	}
);
