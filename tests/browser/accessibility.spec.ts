import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Page } from 'playwright/test';
import { findViolations } from '../support/axe';
import { expect, test, testIsolated } from '../support/browser';
import { locales } from '../../src/lib/domain/localized';
import { brokenTexts, allPages, pathInLocale, readPageTexts, type Locale } from '../support/pages';
import { effort, soakOnly } from '../support/effort';
import { labelsIn } from '../support/labels';

const words = labelsIn('nb');
const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 800 };
/** What is left of 1280 × 1024 at 400 %. */
const enlarged = { width: 320, height: 256 };

interface PageSetting {
	locale: Locale;
	size: typeof desktop;
}

/**
 * Returns the languages and sizes in which a page is visited: one of the six combinations, which take turns over the
 * pages; in the soak all of them.
 */
function settingsFor(index: number): PageSetting[] {
	const sizes = [desktop, phone];
	const all = locales.flatMap((locale) => sizes.map((size) => ({ locale, size })));
	return effort([all[index % all.length]!], all);
}

/** Pages visited already; one with another query is left to the soak. */
const visitedPaths = new Set<string>();

for (const [index, { path, account, status = 200 }] of allPages.entries()) {
	const key = `${path.split('?')[0]} ${account}`;
	const details = visitedPaths.has(key) ? soakOnly : {};
	visitedPaths.add(key);
	const title = `${path}${account ? ` as ${account}` : ''} keeps WCAG 2.2 AA, light and dark, and needs no scrolling sideways`;
	test(title, details, async ({ visitAs, axe }) => {
		test.setTimeout(effort(120_000, 300_000));
		const page = await visitAs(account);
		for (const { locale, size } of settingsFor(index)) {
			await page.setViewportSize(size);
			await page.emulateMedia({ colorScheme: 'light' });
			const address = pathInLocale(path, locale);
			expect((await page.goto(address))?.status(), address).toBe(status);
			await expect(page.locator('html')).toHaveAttribute('lang', locale);
			// What scripts add to the page is not in the HTML that languages.spec.ts reads.
			const broken = brokenTexts(readPageTexts(await page.content()));
			expect(broken, `${address}: message keys and left-overs`).toEqual([]);
			await openAll(page);
			await axe(page);
			await page.emulateMedia({ colorScheme: 'dark' });
			await axe(page, 'colors');
			await page.setViewportSize(enlarged);
			await expect.poll(() => overflow(page), `${address} at 320 pixels`).toEqual([]);
		}
	});
}

test('finds one faint text among many', async ({ page }) => {
	await page.goto('/reviews/2025');
	await page
		.locator('main p')
		.nth(7)
		.evaluate((element) => (element.style.color = '#aaa'));
	expect((await findViolations(page, 'colors')).map(({ id }) => id)).toEqual(['color-contrast']);
});

/** Pages that only a letter leads to, with a token of its own. */
const lettersAlone = [
	'/address/[token]',
	'/setup/[token]',
	'/answer/[token]',
	'/follow-up/[token]',
	'/mail/[token]',
	'/questions/[token]',
	'/r/[token]'
];

test('no page is left out', async () => {
	const files = await readdir(new URL('../../src/routes/', import.meta.url), { recursive: true });
	const routes = files
		.filter((file) => /(^|\/)\+page\.svelte$/.test(file))
		.map((file) => `/${dirname(file)}`);
	const visited = allPages.map(({ path }) => path.split('?')[0]!);
	const leftOut = routes.filter((route) => {
		const pattern = route
			.replace(/^\/\.$/, '/')
			.replace(/\/\[\[\w+\]\]/g, '(?:/[^/]+)?')
			.replace(/\[\w+\]/g, '[^/]+');
		const address = new RegExp(`^${pattern}$`);
		return !lettersAlone.includes(route) && !visited.some((path) => address.test(path));
	});
	expect(leftOut, 'routes that tests/support/pages.ts does not visit').toEqual([]);
});

test.describe('with the keyboard alone', () => {
	test('one skips to the content', async ({ page }) => {
		await page.goto('/areas');
		await page.keyboard.press('Tab');
		const skip = page.getByRole('link', { name: words.shell_skip_to_content() });
		await expect(skip).toBeFocused();
		await expect(skip).toBeInViewport();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('main')).toBeFocused();
		await page.keyboard.press('Tab');
		await expect(page.getByRole('main').locator(':focus')).toBeVisible();
	});

	test('one opens the menu on a phone, and shuts it', async ({ page }) => {
		await page.setViewportSize(phone);
		await page.goto('/');
		const opener = page.getByRole('button', { name: words.shell_menu(), exact: true });
		const menu = page.getByRole('navigation', { name: words.shell_menu_main() });
		await expect(menu).toBeHidden();
		await tabTo(page, opener);
		await page.keyboard.press('Enter');
		await expect(menu).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(menu).toBeHidden();
		await expect(opener).toBeFocused();
		await page.keyboard.press('Enter');
		const areas = menu.getByRole('link', { name: words.shell_menu_areas() });
		await tabTo(page, areas);
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL('/areas');
		await expect(menu).toBeHidden();
	});
});

testIsolated('with the keyboard alone one reports', async ({ page, signIn }) => {
	await signIn(page, 'fsu1');
	await page.goto('/report/1.6');
	const status = page.getByRole('group', { name: words.evaluation_question_status(), exact: true });
	const radios = status.getByRole('radio');
	await tabTo(page, radios.first());
	await page.keyboard.press('Space');
	await page.keyboard.press('ArrowRight');
	await expect(status.getByRole('radio', { checked: true })).toHaveAccessibleName(
		words.evaluation_status_on_track()
	);
	await tabTo(page, page.getByRole('spinbutton', { name: words.report_progress() }));
	await page.keyboard.type('45');
	const done = page.getByRole('textbox', { name: words.evaluation_question_done(), exact: true });
	await tabTo(page, done);
	await page.keyboard.type('Skrive med tastaturet.');
	await tabTo(page, page.getByRole('button', { name: words.report_submit_next() }));
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\?sent=1\.6$/);
});

/** Unfolds what is folded: that too must be readable. */
function openAll(page: Page): Promise<void> {
	return page.evaluate(() =>
		document.querySelectorAll('main details').forEach((one) => one.setAttribute('open', ''))
	);
}

/** What reaches out of the page to the right; a box that scrolls on its own, as a table's, may hold more than it shows. */
function overflow(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		if (scrollWidth <= clientWidth) return [];
		const wide = [...document.body.querySelectorAll('*')].filter(
			(one) => one.getBoundingClientRect().right > clientWidth
		);
		return wide.map((one) => one.outerHTML.slice(0, 120));
	});
}

/** Presses Tab until the focus is there; in as many steps as a reader would put up with. */
async function tabTo(page: Page, target: ReturnType<Page['getByRole']>): Promise<void> {
	for (let presses = 0; presses < 60; presses++) {
		if (await target.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	await expect(target, 'what Tab leads to').toBeFocused();
}
