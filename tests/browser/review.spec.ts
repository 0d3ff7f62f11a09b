import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Page } from 'playwright/test';
import { expect, test, testIsolated, withoutJavaScript } from '../support/browser';
import { pathInLocale } from '../support/pages';
import { labelsIn } from '../support/labels';
import { takeTurns } from '../support/effort';

for (const [index, locale] of (['nb', 'nn'] as const).entries()) {
	const turn = takeTurns(index, 2);
	const words = labelsIn(locale);

	test(
		`in ${locale} a reader has the year on the first screen, and every measure one click below`,
		turn(),
		async ({ page, axe }) => {
			await page.goto(pathInLocale('/reviews/2026-half', locale));
			const brief = page.getByRole('region', { name: words.review_brief_half() });
			await expect(brief.getByRole('listitem').filter({ hasText: /\.$/ })).toHaveCount(5);
			for (const sentence of (await brief.getByRole('listitem').all()).slice(0, 5))
				await expect(sentence).toBeInViewport();
			const area = page.getByRole('region', { name: /^1\. / });
			for (const heading of [words.review_done(), words.review_deviations(), words.review_next()])
				await expect(area.getByRole('heading', { name: heading })).toBeVisible();
			await area
				.getByRole('link', { name: words.measure_code({ code: '1.1' }) })
				.first()
				.click();
			await expect(page).toHaveURL(pathInLocale('/measures/1.1', locale));
			await page.goBack();
			await axe(page);
		}
	);

	test(`in ${locale} two reviews are compared, at an address to send`, turn(), async ({ page, axe }) => {
		await page.goto(pathInLocale('/reviews/2026-half', locale));
		await page.getByRole('link', { name: words.review_compare_with({ round: '2025' }) }).click();
		await expect(page).toHaveURL(pathInLocale('/reviews/compare?then=2025&now=2026-half', locale));
		const kept = page.getByRole('region', { name: words.comparison_promises() });
		await expect(kept.getByRole('row')).not.toHaveCount(0);
		await expect(page.getByRole('region', { name: words.comparison_stalled() })).toBeVisible();
		await axe(page);
		expect((await page.goto(pathInLocale('/reviews/compare?then=2025&now=2026', locale)))?.status()).toBe(
			404
		);
	});

	test(
		`in ${locale} a review is shown by keyboard, with notes in a second window`,
		turn(),
		async ({ page, axe }) => {
			await page.goto(pathInLocale('/reviews/2026-half/present', locale));
			const at = page.getByRole('status');
			const count = 14;
			const said = (slide: number, title: string) =>
				expect(at).toHaveText(words.presentation_at({ slide, count, title }));
			await said(1, words.review_title_half({ year: 2026 }));
			const [notes] = await Promise.all([
				page.waitForEvent('popup'),
				page.getByRole('link', { name: words.presentation_notes() }).click()
			]);
			await expect(notes.getByRole('heading', { level: 2 })).toHaveCount(1);
			await expect(notes.getByRole('heading', { level: 2 })).toHaveText(
				words.review_title_half({ year: 2026 })
			);
			await page.bringToFront();
			for (const key of ['ArrowRight', 'PageDown', ' ']) await page.keyboard.press(key);
			await expect(page).toHaveURL(/#slide-4$/);
			await expect(page.getByRole('heading', { level: 2 })).toHaveText(/^1\. /);
			await expect(notes.getByRole('heading', { level: 2 })).toHaveText(/^1\. /);
			await axe(page);
			await page.keyboard.press('PageUp');
			await said(3, words.presentation_areas());
			await page.keyboard.press('End');
			await said(count, words.review_asked());
			await notes.getByRole('button', { name: words.presentation_previous() }).click();
			await said(count - 1, words.review_asked());
			await page.getByText(words.review_contents(), { exact: true }).click();
			await page.getByRole('link', { name: words.presentation_areas() }).click();
			await said(3, words.presentation_areas());
			await page.keyboard.press('Home');
			await said(1, words.review_title_half({ year: 2026 }));
			await page.keyboard.press('Escape');
			await expect(page.getByRole('heading', { level: 2 })).toHaveCount(count - 1);
			await page.keyboard.press('ArrowRight');
			await expect(page.getByRole('heading', { level: 2 })).toHaveCount(1);
		}
	);
}

test('a presentation needs no network once it is open', async ({ page, context }) => {
	const words = labelsIn('nb');
	await page.goto('/reviews/2026-half/present');
	await expect(page.getByRole('status')).toContainText('1');
	await page.waitForLoadState('networkidle');
	const asked: string[] = [];
	// The browser asks for the tab's picture of its own accord, whenever the address changes.
	page.on('request', (request) => !request.url().endsWith('/favicon.svg') && asked.push(request.url()));
	await context.setOffline(true);
	for (let slide = 2; slide <= 14; slide++) {
		await page.keyboard.press('ArrowRight');
		await expect(page.locator(`#slide-${slide}`)).toBeVisible();
		await expect(page.getByRole('status')).toContainText(`${slide}`);
	}
	await expect(page.getByRole('heading', { level: 2 })).toHaveText(words.review_asked());
	expect(asked).toEqual([]);
});

test.describe('without scripts', () => {
	test.use(withoutJavaScript);
	const words = labelsIn('nn');

	test('all slides stand below each other, and so do the notes', async ({ page }) => {
		await page.goto('/nn/reviews/2026-half/present');
		for (const heading of await page.getByRole('heading', { level: 2 }).all())
			await expect(heading).toBeVisible();
		await expect(page.getByRole('heading', { level: 2 })).toHaveCount(13);
		await expect(page.getByRole('button')).toHaveCount(0);
		await page.getByText(words.review_contents(), { exact: true }).click();
		await page.getByRole('link', { name: words.presentation_areas() }).click();
		await expect(page.getByRole('heading', { name: words.presentation_areas() })).toBeInViewport();
		await page.goto('/nn/reviews/2026-half/present/notes');
		await expect(page.getByRole('heading', { level: 2 })).toHaveCount(14);
	});

	test('one chooses which reviews to compare', async ({ page }) => {
		await page.goto('/nn/reviews/compare');
		await page.getByLabel(words.comparison_then()).selectOption('2026-half');
		await page.getByLabel(words.comparison_now()).selectOption('2025');
		await page.getByRole('button', { name: words.comparison_show() }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			words.comparison_title({ then: '2025', now: words.round_short_half({ year: 2026 }) })
		);
	});
});

testIsolated(
	'the secretariat writes beside the figures, and closing freezes both',
	async ({ page, signIn, axe }) => {
		const words = labelsIn('nn');
		await signIn(page, 'sekretariat');
		await page.goto('/nn/rounds/2026');
		await page.getByRole('link', { name: words.review_texts_go() }).click();
		const year = page.getByRole('region', { name: words.review_brief() });
		await year.getByRole('link', { name: words.review_text_write() }).click();
		await axe(page);
		await write(page, 'Eit år med gode samtalar.');
		await expect(page.getByRole('status')).toHaveText(
			new RegExp(words.review_text_saved({ section: words.review_section_year() }))
		);
		await expect(year).toContainText('Eit år med gode samtalar.');

		const other = await page.context().newPage();
		await other.goto('/nn/reviews/2026/texts/year');
		await page.goto('/nn/reviews/2026/texts/year');
		await write(page, 'Eit år med svært gode samtalar.');
		await write(other, 'Min eigen tekst.');
		await expect(other.getByText(words.measure_edit_conflict_title())).toBeVisible();
		await expect(other.getByText('Eit år med svært gode samtalar.')).toBeVisible();
		await expect(other.getByLabel(words.area_written_nn())).toHaveValue('Min eigen tekst.');
		await other.close();

		await page.goto('/nn/rounds/2026/close');
		await page.getByRole('button', { name: words.round_close(), exact: true }).click();
		await expect(page).toHaveURL('/nn/reviews/2026');
		await expect(page.getByRole('region', { name: words.review_brief() })).toContainText(
			'Eit år med svært gode samtalar.'
		);

		// A mistake is found: the round is opened again, and closes into version 2 beside version 1.
		await page.goto('/nn/rounds/2026');
		await page.getByText(words.round_reopen_title(), { exact: true }).click();
		await page.getByLabel(words.round_reopen_reason()).fill('Teksten var feil.');
		await page.getByRole('button', { name: words.round_reopen(), exact: true }).click();
		await page.goto('/nn/reviews/2026/texts/year');
		await write(page, 'Eit år med nokre gode samtalar.');
		await page.goto('/nn/rounds/2026/close');
		await page.getByRole('button', { name: words.round_close(), exact: true }).click();
		await expect(page).toHaveURL('/nn/reviews/2026');
		const changed = page.getByRole('region', { name: words.review_corrected({ version: 1 }) });
		await expect(changed.getByRole('listitem')).toHaveText([
			words.review_corrected_text({ section: words.review_section_year() })
		]);
		await expect(year).toContainText('nokre gode samtalar');
		await axe(page);
		await page.getByRole('link', { name: words.review_version({ version: 1 }), exact: true }).click();
		await expect(page).toHaveURL('/nn/reviews/2026?version=1');
		await expect(page.getByText(words.review_older())).toBeVisible();
		await expect(year).toContainText('svært gode samtalar');
		await expect(changed).toHaveCount(0);
	}
);

test('no two charts are drawn in one task, so that whoever scrolls meanwhile is not held up', async ({
	page
}) => {
	await page.addInitScript(() => {
		// Which timer's task is running: charts are drawn by turns, and a turn is a timer's. What follows
		// from it (promises, effects) runs before the next task begins, and so before the next timer's.
		let task = 0;
		const seen = window as unknown as { drawnIn: number[] };
		seen.drawnIn = [];
		const later = window.setTimeout.bind(window);
		window.setTimeout = ((run: () => void, ...rest: number[]) => {
			const inTask = () => {
				task += 1;
				const own = task;
				run();
				queueMicrotask(() => void (task === own && (task += 1)));
			};
			return later(inTask, ...rest);
		}) as typeof window.setTimeout;
		const known = new Set<HTMLCanvasElement>();
		const context = HTMLCanvasElement.prototype.getContext;
		HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...asked: unknown[]) {
			if (this.isConnected && this.closest('figure') && !known.has(this)) {
				known.add(this);
				seen.drawnIn.push(task);
			}
			return context.apply(this, asked as Parameters<typeof context>);
		} as typeof context;
	});
	await page.goto('/reviews/2026-half');
	const buttons = page.getByRole('figure').locator('button.download');
	for (const button of await buttons.all()) await expect(button).toBeEnabled();
	const drawnIn = await page.evaluate(() => (window as unknown as { drawnIn: number[] }).drawnIn);
	expect(drawnIn).toHaveLength(await buttons.count());
	expect(drawnIn.length).toBeGreaterThan(10);
	expect(new Set(drawnIn).size).toBe(drawnIn.length);
});

for (const [index, locale] of (['nb', 'nn'] as const).entries())
	test(
		`in ${locale} each paper is taken home under a name that says what it is`,
		takeTurns(1 - index, 2)(),
		async ({ page }, testInfo) => {
			const words = labelsIn(locale);
			await page.goto(pathInLocale('/reviews/2026-half', locale));
			const papers = page.getByRole('region', { name: words.paper_take() });
			const title = words.review_title_half({ year: 2026 });
			const named = (what: string, ending: string) =>
				`${words.paper_file_name({ partnership: 'Helsefellesskapet i Telemark', title, what, version: 1 })}.${ending}`;
			const all = [
				{ link: words.paper_word(), name: named(words.paper_file_word(), 'docx') },
				{ link: words.paper_powerpoint(), name: named(words.paper_file_powerpoint(), 'pptx') },
				{ link: words.paper_excel(), name: named(words.paper_file_excel(), 'xlsx') },
				{ link: words.paper_archive(), name: named(words.paper_file_archive(), 'zip') }
			];
			for (const { link, name } of all) {
				const [download] = await Promise.all([
					page.waitForEvent('download'),
					papers.getByRole('link', { name: link, exact: true }).click()
				]);
				expect(download.suggestedFilename()).toBe(name);
				const path = testInfo.outputPath(name);
				await download.saveAs(path);
				// All four are zips by their first letters.
				const bytes = await readFile(path);
				expect(bytes.subarray(0, 2).toString()).toBe('PK');
				const item = papers
					.getByRole('listitem')
					.filter({ has: page.getByRole('link', { name: link, exact: true }) });
				const stated = sizeIn(await item.innerText());
				expect(bytes.length / stated, `size beside “${link}”`).toBeGreaterThan(0.7);
				expect(bytes.length / stated, `size beside “${link}”`).toBeLessThan(1.4);
			}
			const content = await page.request.get('/reviews/2026-half/content.json');
			const seal = createHash('sha256')
				.update(await content.body())
				.digest('hex');
			const said = execFileSync(
				process.execPath,
				['src/bin/framdrift.mjs', 'review', 'verify', testInfo.outputPath(all[3]!.name), '--seal', seal],
				{ encoding: 'utf8' }
			);
			expect(said).toContain(seal);
		}
	);

async function write(page: Page, text: string): Promise<void> {
	const words = labelsIn('nn');
	await page.getByLabel(words.area_written_nn()).fill(text);
	await page.getByRole('button', { name: words.review_text_save() }).click();
}

/** Reads "1,2 MB" or "330 kB" in a text, in bytes. */
function sizeIn(text: string): number {
	const [, number = '', unit = ''] = /(\d+(?:,\d+)?)\s(kB|MB)/.exec(text) ?? [];
	return Number(number.replace(',', '.')) * (unit === 'MB' ? 1_000_000 : 1_000);
}
