import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright/test';
import { expect, openSite, testIsolated } from '../support/browser';
import { labelsIn } from '../support/labels';
import { takeTurns } from '../support/effort';
import { pathInLocale, type Locale } from '../support/pages';

/*
 * From an empty database and the first set-up link to a published review. Every control that is activated counts
 * as a click; typing does not. Nobody has a mail server, so that links come from the printed sheet.
 */
const run = promisify(execFile);
const reports = 5;
const setupPath = /\/setup\/[\w-]{43}/;
const password = 'fjell fjord foss 2026';

const test = testIsolated.extend<{ database: string }>({
	database: async ({}, use) => {
		const folder = mkdtempSync(join(tmpdir(), 'framdrift-first-'));
		await use(join(folder, 'plan.db'));
		rmSync(folder, { recursive: true });
	},
	site: async ({ database }, use) => {
		const env = { PATH: process.env.PATH, DATABASE_URL: `file:${database}` };
		const { stdout } = await run(process.execPath, ['src/bin/framdrift.mjs', 'first-run'], { env });
		test.info().annotations.push({ type: 'setup', description: /\/setup\/\S+/.exec(stdout)?.[0] ?? '' });
		const site = await openSite(database, { FRAMDRIFT_DEMO: '' });
		await use(site);
		await site.server.stop();
	}
});

/** Lines of people: leaders of the committees, SSU's leader, a member of Partnerskapet and the secretary. */
const nine = [
	'Siri Sekretær;siri@telemark.test;sekretariatet;medlem',
	'Stein Leiar;stein@telemark.test;ssu;leder',
	'Olga Ordførar;olga@telemark.test;partnerskapet;medlem',
	...[1, 2, 3, 4, 5, 6].map((n) => `Leiar ${n};leiar${n}@telemark.test;fsu-${n};leder`)
];
const numbers = '4001 4003 4005 4010 4012 4014 4016 4018 4020 4022 4024 4026 4028 4030 4032 4034 4036 STHF';
const parties = numbers
	.split(' ')
	.map((number) => `Part ${number};part${number}@telemark.test;partnerskapet;medlem;${number}`);

for (const [index, { people, most, locale, width }] of (
	[
		{ people: nine, most: 40, locale: 'nn', width: 360 },
		{ people: [...nine, ...parties], most: 60, locale: 'nb', width: 1280 }
	] as const
).entries())
	test(
		`the first review takes at most ${most} clicks with ${people.length} people`,
		takeTurns(index, 2)(),
		async ({ page }) => {
			test.setTimeout(180_000);
			await page.setViewportSize({ width, height: 800 });
			const words = labelsIn(locale);
			const desk = new Desk(page, locale);
			const setup = test.info().annotations.find(({ type }) => type === 'setup')?.description ?? '';
			await page.goto(pathInLocale(setup, locale));
			await page.getByLabel(words.person_name()).fill('Siri Sekretær');
			await page.getByLabel(words.person_email()).fill('siri@telemark.test');
			await desk.choosesPassword();

			await desk.press(page.locator('a[href$="/admin/list"], a[href*="/admin/list?"]'));
			await page.getByLabel(words.person_list_paste_label()).fill(people.join('\n'));
			await desk.press(desk.button(words.person_list_preview()));
			await desk.press(desk.button(words.person_list_invite({ n: people.length })));
			await desk.press(desk.link(words.person_sheet_go()));
			await desk.press(desk.button(words.person_sheet_make()));
			await expect(page.getByRole('main').getByRole('row')).toHaveCount(people.length);
			const sheet = await page.getByRole('main').getByRole('row').allInnerTexts();
			const links = sheet.flatMap((text) => setupPath.exec(text) ?? []);
			expect(links).toHaveLength(people.length - 1);

			await desk.press(desk.link(words.start_title()));
			await desk.press(desk.link(words.start_plan_round_do()));
			await desk.press(desk.button(words.round_plan_submit()));
			await page.waitForURL(/done=plan/);
			await desk.press(desk.button(words.round_open()));
			await page.waitForURL(/done=open/);
			const round = new URL(page.url()).pathname;

			const secretary = await page.context().cookies();
			await page.context().clearCookies();
			const [leader = ''] = sheet.flatMap((text) =>
				/^Leiar 1\b/.test(text) ? (setupPath.exec(text) ?? []) : []
			);
			for (const link of links) if (link !== leader) await desk.choosesPasswordAt(link);
			await page.goto(pathInLocale(leader, locale));
			await desk.choosesPassword();
			await desk.goesByMenu(words.shell_menu_report());
			await desk.reports();
			await page.context().clearCookies();
			await page.context().addCookies(secretary);
			await page.goto(round);
			await expect(page.getByRole('main').getByRole('checkbox')).toHaveCount(reports);
			await desk.press(desk.link(words.round_several_all()));
			await desk.press(desk.button(words.round_several_approve()));
			const approved = words.round_several_approved({ count: reports });
			await expect(page.getByRole('status').filter({ hasText: approved })).toBeVisible();
			await desk.press(desk.link(words.round_close_go()));
			await desk.press(desk.button(words.round_close()));
			await page.waitForURL(/\/reviews\//);
			await desk.press(desk.button(words.round_publish()));
			await expect(page.getByRole('status')).toContainText(words.round_done_publish());
			await page.context().clearCookies();
			const review = await page.goto(round.replace('/rounds/', '/reviews/'));
			expect(review?.status()).toBe(200);
			expect(desk.clicks).toBeLessThanOrEqual(most);
		}
	);

/** A browser that counts what is activated in it. */
class Desk {
	clicks = 0;
	readonly #words;

	constructor(
		private readonly page: Page,
		locale: Locale
	) {
		this.#words = labelsIn(locale);
	}

	button(name: string) {
		return this.page.getByRole('main').getByRole('button', { name, exact: true });
	}

	link(name: string) {
		return this.page.getByRole('main').getByRole('link', { name, exact: true });
	}

	async press(control: Locator) {
		this.clicks++;
		await control.first().click();
		await this.page.waitForLoadState();
	}

	async choosesPassword() {
		await this.page.getByLabel(this.#words.person_password_new()).fill(password);
		await this.press(this.button(this.#words.person_setup_save()));
		await this.page.waitForURL((url) => !url.pathname.includes('/setup/'));
	}

	/** The same without a browser, since it is the same page for everybody. */
	async choosesPasswordAt(link: string) {
		const { origin } = new URL(this.page.url());
		const headers = { origin, accept: 'text/html' };
		const body = new URLSearchParams({ password });
		const answer = await fetch(origin + link, { method: 'POST', redirect: 'manual', headers, body });
		expect(answer.status).toBe(303);
		this.clicks++;
	}

	async goesByMenu(name: string) {
		const link = this.page.getByRole('link', { name, exact: true }).first();
		if (!(await link.isVisible()))
			await this.press(this.page.getByText(this.#words.shell_menu(), { exact: true }));
		await this.press(link);
	}

	/** Reports every measure of the body, one after the other. */
	async reports() {
		const { page } = this;
		const words = this.#words;
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await this.press(page.getByRole('main').getByRole('listitem').getByRole('link'));
		for (let left = reports; left > 0; left--) {
			const status = page.getByRole('group', { name: words.evaluation_question_status(), exact: true });
			await this.press(status.getByText(words.evaluation_status_on_track(), { exact: true }));
			await page.getByRole('spinbutton', { name: words.report_progress() }).fill('20');
			const before = page.url();
			await this.press(this.button(words.report_submit_next()));
			await page.waitForURL((url) => url.href !== before);
		}
	}
}
