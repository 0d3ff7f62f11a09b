import { type Locator, type Page } from 'playwright/test';
import { expect, testIsolated as test, withoutJavaScript } from '../support/browser';
import { soakOnly } from '../support/effort';
import { labelsIn, type PageLabels } from '../support/labels';
import { pathInLocale, type Locale } from '../support/pages';

/*
 * The secretariat's year, from the running round of the example data to the next one: each step is one click from
 * the page of next steps. The reports themselves are another's work, and are sent without a browser.
 */

leadsThroughTheYear('nn', true);
test.describe(() => {
	test.use(withoutJavaScript);
	leadsThroughTheYear('nb', false);
});

function leadsThroughTheYear(locale: Locale, scripts: boolean) {
	test(
		`the next steps lead through the secretariat’s year, in ${locale}${scripts ? '' : ' without scripts'}`,
		scripts ? {} : soakOnly,
		async ({ page, signIn }) => {
			test.setTimeout(90_000);
			await signIn(page, 'sekretariat');
			const desk = new Desk(page, locale);
			const { words } = desk;

			await desk.follows(words.start_remind_do());
			await desk.button(/^Send til \d+/).click();
			await expect(page.getByRole('status').first()).toBeVisible();
			await reportsTheRest(page);

			await desk.follows(words.start_read_do());
			await desk.link(words.round_several_all()).click();
			await desk.button(words.round_several_approve()).click();
			await expect(page.getByRole('status').first()).toBeVisible();

			await desk.follows(words.start_close_do());
			await desk.button(words.round_close()).click();
			await expect(page).toHaveURL(pathInLocale('/reviews/2026', locale));

			await desk.follows(words.start_publish_do());
			await desk.button(words.round_publish()).click();
			await expect(page.getByRole('status').first()).toContainText(words.round_done_publish());

			await desk.follows(words.start_papers_do());
			const papers = desk.main.getByRole('region', { name: words.paper_take() });
			await expect(papers.getByRole('link', { name: /Word/ }).first()).toBeVisible();

			await desk.follows(words.start_adjust_do());
			await expect(desk.main.getByRole('heading', { level: 1 })).toHaveText(
				words.adjustment_of_year({ year: 2027 })
			);
			await settlesTheRest(page);
			await desk.opens('/edit/adjustments/2027');
			await desk.link(words.adjustment_preview({ before: 2026, after: 2027 })).click();
			await desk.main.getByLabel(words.adjustment_decision()).fill('SSU 14.01.2027, sak 03/27');
			await desk.button(words.adjustment_adopt()).click();
			await expect(page).toHaveURL(pathInLocale('/adjustments/2027', locale));

			await desk.follows(words.start_plan_round_do());
			await desk.button(words.round_plan_submit()).click();
			await expect(page.getByRole('status').first()).toContainText(words.round_done_plan());

			await desk.follows(words.start_open_round_do());
			await desk.button(words.round_open()).click();
			await expect(page.getByRole('status').first()).toContainText(words.round_done_open());
			await desk.opens('/start');
			await expect(desk.link(words.start_remind_do())).toBeVisible();
		}
	);
}

class Desk {
	readonly main: Locator;
	readonly words: PageLabels;

	constructor(
		private readonly page: Page,
		private readonly locale: Locale
	) {
		this.main = page.getByRole('main');
		this.words = labelsIn(locale);
	}

	link(name: string) {
		return this.main.getByRole('link', { name, exact: true });
	}

	button(name: string | RegExp) {
		return this.main.getByRole('button', { name, exact: true }).first();
	}

	opens(path: string) {
		return this.page.goto(pathInLocale(path, this.locale));
	}

	/** Takes a step from the page of next steps, in one click. */
	async follows(step: string) {
		await this.opens('/start');
		await this.link(step).click();
		await this.page.waitForURL((url) => !url.pathname.endsWith('/start'));
	}
}

/** Sends the reports that lack, as their authors would. */
async function reportsTheRest(page: Page): Promise<void> {
	const { origin } = new URL(page.url());
	const list = await (await page.request.get('/report')).text();
	const codes = new Set([...list.matchAll(/href="\/report\/([\w.]+)"/g)].map(([, code = '']) => code));
	for (const code of codes) {
		const form = await (await page.request.get(`/report/${code}`)).text();
		if (!form.includes('?/submit')) continue;
		const version = /name="version" value="(\d*)"/.exec(form)?.[1] ?? '';
		const answers = { status: 'on-track', progress: '50', done: 'Som planlagt.', lang: 'nb', version };
		const headers = { origin };
		await page.request.post(`/report/${code}?/submit`, { form: answers, headers, maxRedirects: 0 });
	}
}

/** Answers the recommendations that are open, as the SSU would in its meeting. */
async function settlesTheRest(page: Page): Promise<void> {
	const { origin } = new URL(page.url());
	const workspace = await (await page.request.get('/edit/adjustments/2027')).text();
	for (const item of workspace.split('<article id="m-').slice(1)) {
		const valueOf = (pattern: RegExp) => pattern.exec(item)?.[1] ?? '';
		if (valueOf(/name="stance"[^]*?value="(\w+)" selected/) !== 'open') continue;
		const answer = {
			code: valueOf(/name="code" value="([^"]+)"/),
			itemVersion: valueOf(/name="itemVersion" value="(\d*)"/),
			kind: valueOf(/name="kind"[^]*?value="([\w-]+)" selected/),
			...{ stance: 'left', reason: 'Venter et år.' }
		};
		await page.request.post('/edit/adjustments/2027?/settle', { form: answer, headers: { origin } });
	}
}
