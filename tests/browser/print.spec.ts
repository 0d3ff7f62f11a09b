import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page } from 'playwright/test';
import { expect, test } from '../support/browser';
import { inLocale } from '../support/pages';
import { wordsIn } from '../support/words';

const words = wordsIn('nb');

test('a review is printed with its figures, and without what belongs to the screen', async ({ page }) => {
	await page.goto('/reviews/2025');
	await expect(page.getByRole('button', { name: words.chart_download() }).first()).toBeEnabled();
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('navigation')).toHaveCount(0);
	await expect(page.getByRole('button')).toHaveCount(0);
	await expect(page.getByRole('heading', { name: words.chart_status_title() })).toBeVisible();
	await expect(page.getByRole('region', { name: words.review_seal() })).toBeVisible();
	await expect(page.getByText(words.shell_demo())).toBeVisible();

	const file = await page.pdf({ format: 'A4' });
	expect(file.subarray(0, 5).toString()).toBe('%PDF-');
	const pages = file.toString('latin1').match(/\/Type \/Page\b/g) ?? [];
	expect(pages.length).toBeGreaterThan(1);
	expect(pages.length).toBeLessThan(40);
});

for (const locale of ['nb', 'nn'] as const)
	test(`the PDF of a review in ${locale} is tagged, titled, in its language and with bookmarks`, async ({
		page
	}) => {
		const title = wordsIn(locale).review_title_half({ year: 2026 });
		await drawn(page, inLocale('/reviews/2026-half', locale));
		const headings = await page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts();
		const file = await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
		const text = file.toString('latin1');
		expect(text).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
		expect(text).toContain('/StructTreeRoot');
		expect(text).toMatch(new RegExp(`/Lang \\(${locale}`));
		expect(titlesIn(text)).toContain(`${title} – Framdrift`);
		// What is on the screen alone has no bookmark.
		const onScreen: string[] = [wordsIn(locale).review_contents(), wordsIn(locale).paper_take()];
		const kept = headings.filter((heading) => !onScreen.includes(heading));
		expect(titlesIn(text)).toEqual(expect.arrayContaining(kept));
	});

test('the text of the PDF stands in the order of the page, on sheets of A4 with numbers', async ({
	page
}) => {
	test.skip(!hasPoppler(), 'pdftotext reads it where poppler-utils are installed');
	await drawn(page, '/reviews/2026-half');
	await page.emulateMedia({ media: 'print' });
	const shown = await page.getByRole('main').innerText();
	const file = await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
	const { info, text } = readWithPoppler(file);
	expect(info).toMatch(/Tagged:\s+yes/);
	expect(info).toMatch(/Page size:\s+59[45][\d.]* x 84[12][\d.]* pts \(A4\)/);
	const count = Number(/Pages:\s+(\d+)/.exec(info)?.[1]);
	for (const number of [1, 2, count]) expect(text).toContain(`${number} / ${count}`);
	// Paragraph by paragraph: how lines are broken is the paper's affair, and so is how columns are read.
	const printed = bare(text);
	const paragraphs = (await page.getByRole('main').locator('h2, h3.title, .finding').allInnerTexts()).map(
		bare
	);
	const places = paragraphs.filter((one) => bare(shown).includes(one)).map((one) => printed.indexOf(one));
	expect(paragraphs.length).toBeGreaterThan(20);
	expect(places.filter((place) => place < 0)).toEqual([]);
});

/** Opens a page and waits until its charts are drawn. */
async function drawn(page: Page, address: string): Promise<void> {
	await page.goto(address);
	const pictures = page.getByRole('figure').locator('button.download');
	await expect(pictures).not.toHaveCount(0);
	for (const button of await pictures.all()) await expect(button).toBeEnabled();
}

/** The title and the bookmarks of a PDF as Chromium writes them: in UTF-16, or plain where that is enough. */
function titlesIn(pdf: string): string[] {
	const hex = [...pdf.matchAll(/\/Title <([0-9A-Fa-f]+)>/g)].map(([, digits = '']) =>
		new TextDecoder('utf-16be').decode(Buffer.from(digits, 'hex')).replace(/^\uFEFF/, '')
	);
	const plain = [...pdf.matchAll(/\/Title \(((?:[^()\\]|\\.)*)\)/g)].map(([, text = '']) =>
		text.replace(/\\([()\\])/g, '$1')
	);
	return [...hex, ...plain];
}

function hasPoppler(): boolean {
	try {
		execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

function readWithPoppler(file: Buffer): { info: string; text: string } {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-print-'));
	const path = join(folder, 'review.pdf');
	try {
		writeFileSync(path, file);
		return {
			info: execFileSync('pdfinfo', [path], { encoding: 'utf8' }),
			text: execFileSync('pdftotext', [path, '-'], { encoding: 'utf8', maxBuffer: 1e8 })
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Letters and digits alone: spaces and hyphens are where lines break. */
function bare(text: string): string {
	return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}
