import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page } from 'playwright/test';
import { expect, test } from '../support/browser';
import { pathInLocale } from '../support/pages';
import { labelsIn } from '../support/labels';
import { takeTurns } from '../support/effort';

const words = labelsIn('nb');

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

for (const [index, locale] of (['nb', 'nn'] as const).entries())
	test(
		`the PDF of a review in ${locale} is tagged, titled, in its language and with bookmarks`,
		takeTurns(1 - index, 2)(),
		async ({ page }) => {
			const title = labelsIn(locale).review_title_half({ year: 2026 });
			await drawn(page, pathInLocale('/reviews/2026-half', locale));
			const headings = await page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts();
			const file = await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
			const text = file.toString('latin1');
			expect(text).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
			expect(text).toContain('/StructTreeRoot');
			expect(text).toMatch(new RegExp(`/Lang \\(${locale}`));
			expect(titlesIn(text)).toContain(`${title} – Framdrift`);
			// What is on the screen alone has no bookmark.
			const onScreen: string[] = [labelsIn(locale).review_contents(), labelsIn(locale).paper_take()];
			const kept = headings.filter((heading) => !onScreen.includes(heading));
			expect(titlesIn(text)).toEqual(expect.arrayContaining(kept));
		}
	);

test('the text of the PDF stands in the order of the page, on sheets of A4 with numbers', async ({
	page
}) => {
	test.skip(!hasPoppler(), 'pdftotext reads it where poppler-utils are installed');
	await drawn(page, '/reviews/2026-half');
	await page.emulateMedia({ media: 'print' });
	const shown = await shownOn(page);
	const file = await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
	const { info, text, tree } = readWithPoppler(file);
	expect(info).toMatch(/Tagged:\s+yes/);
	expect(info).toMatch(/Page size:\s+59[45][\d.]* x 84[12][\d.]* pts \(A4\)/);
	const count = Number(/Pages:\s+(\d+)/.exec(info)?.[1]);
	for (const number of [1, 2, count]) expect(text).toContain(`${number} / ${count}`);
	// Word for word, letter by letter: how lines are broken is the paper's affair.
	expect(shown.length).toBeGreaterThan(400);
	expect(readAloud(tree)).toBe(shown.map(bare).join(''));
});

test('no chart is blank in a PDF made 100 ms after opening, on a dark screen', async ({ page }) => {
	await page.emulateMedia({ colorScheme: 'dark' });
	// Scripts that come late: the page is printed before it draws.
	await page.route('**/*.js', (route) =>
		setTimeout(() => void route.continue().catch(() => undefined), 3_000)
	);
	await page.goto('/reviews/2025');
	await page.waitForTimeout(100);
	const charts = await page.getByRole('figure').locator('canvas').count();
	await page.emulateMedia({ media: 'print' });
	const shown = await page.locator('figure img:visible').evaluateAll((images) =>
		images.map((image) => {
			const { complete, naturalWidth, currentSrc } = image as HTMLImageElement;
			return complete && naturalWidth > 0 && currentSrc.includes('/light-');
		})
	);
	expect(shown).toEqual(Array.from({ length: charts }, () => true));
	const file = await page.pdf({ preferCSSPageSize: true });
	expect(file.toString('latin1').match(/\/Subtype \/Image\b/g)?.length ?? 0).toBeGreaterThanOrEqual(charts);
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

function readWithPoppler(file: Buffer): { info: string; text: string; tree: string } {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-print-'));
	const path = join(folder, 'review.pdf');
	try {
		writeFileSync(path, file);
		return {
			info: execFileSync('pdfinfo', [path], { encoding: 'utf8' }),
			text: execFileSync('pdftotext', [path, '-'], { encoding: 'utf8', maxBuffer: 1e8 }),
			tree: execFileSync('pdfinfo', ['-struct-text', path], { encoding: 'utf8', maxBuffer: 1e8 })
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The texts of a page that are printed, in its order; pictures have words of their own, and links past the menu none. */
function shownOn(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const texts: string[] = [];
		const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		while (nodes.nextNode()) {
			const { parentElement, nodeValue } = nodes.currentNode;
			const apart =
				'script, style, svg, [aria-hidden=true], [role=img], body > a, body > div > a:first-child';
			if (!parentElement || parentElement.closest(apart)) continue;
			if (parentElement.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }))
				texts.push(nodeValue ?? '');
		}
		return texts;
	});
}

/**
 * What a screen reader reads of a PDF, from its tree of tags: letters and digits, in order. Pictures are left
 * out, and so are the numbers before the items of a list; a table's head counts once, on however many
 * sheets it stands.
 */
function readAloud(tree: string): string {
	const above: { depth: number; role: string; line: number }[] = [];
	const read: string[] = [];
	let last = { head: -1, said: '' };
	tree.split('\n').forEach((text, line) => {
		const [, before = '', said] = /^(\s*)"(.*)"$/.exec(text) ?? [];
		const [, indent = '', role] = /^(\s*)([A-Za-z]\w*)/.exec(text) ?? [];
		if (said !== undefined) {
			while ((above.at(-1)?.depth ?? -1) >= before.length) above.pop();
			if (['Figure', 'Lbl'].includes(above.at(-1)?.role ?? '')) return;
			const head = above.findLast((one) => one.role === 'TH')?.line ?? -1;
			const repeated = head >= 0 && head === last.head && bare(said) === last.said;
			last = { head, said: bare(said) };
			if (!repeated) read.push(last.said);
		} else if (role) {
			while ((above.at(-1)?.depth ?? -1) >= indent.length) above.pop();
			above.push({ depth: indent.length, role, line });
		}
	});
	return read.join('');
}

/** Letters and digits alone: spaces and hyphens are where lines break. */
function bare(text: string): string {
	return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}
