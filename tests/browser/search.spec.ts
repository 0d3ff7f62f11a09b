import { parse } from 'node-html-parser';
import { type Page } from 'playwright/test';
import { expect, test, withoutJavaScript, type Account } from '../support/browser';
import { pathInLocale } from '../support/pages';
import { labelsIn } from '../support/labels';
import { takeTurns } from '../support/effort';

/** What each language is searched in, and a measure that is found by the other's word too. */
const journeys = [
	{ locale: 'nb', word: 'hjemmesyk', title: 'Hjemmesykehus' },
	{ locale: 'nn', word: 'heimesjuk', title: 'Heimesjukehus' }
] as const;

for (const [index, { locale, word, title }] of journeys.entries()) {
	const turn = takeTurns(index, journeys.length);
	const words = labelsIn(locale);
	const fieldOf = (page: Page) => page.getByRole('searchbox', { name: words.search_field() });

	test(
		`in ${locale} one searches from any page with the keyboard, and opens what is suggested`,
		turn(),
		async ({ page, axe }) => {
			await page.goto(pathInLocale('/areas', locale));
			await page.keyboard.press('Control+k');
			const dialog = page.getByRole('dialog', { name: words.search_title() });
			await expect(fieldOf(page)).toBeFocused();
			await page.keyboard.type(word);
			await expect(dialog.getByRole('status')).toContainText(/\d/);
			await axe(page);
			await page.keyboard.press('ArrowDown');
			const first = dialog.getByRole('link').first();
			await expect(first).toBeFocused();
			await expect(first).toHaveText(`1.1 ${title}`);
			await page.keyboard.press('ArrowUp');
			await expect(fieldOf(page)).toBeFocused();
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('Enter');
			await expect(page).toHaveURL(pathInLocale('/measures/1.1', locale));
			await expect(dialog).toBeHidden();
		}
	);

	test(`in ${locale} one reads what is found, kind by kind, and opens it`, turn(), async ({ page }) => {
		await page.goto(pathInLocale('/', locale));
		await page.getByRole('banner').getByRole('link', { name: words.search_title() }).click();
		await fieldOf(page).fill('barn');
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL(pathInLocale('/search?q=barn', locale));
		const measures = page.getByRole('region', { name: words.search_kind_measure() });
		await expect(measures.getByRole('listitem').first().locator('mark').first()).toHaveText(/barn/i);
		await page
			.getByRole('navigation', { name: words.search_narrow() })
			.getByRole('link', { name: new RegExp(words.search_kind_area()) })
			.click();
		await expect(page).toHaveURL(/kind=area/);
		await expect(measures).toBeHidden();
		await page.getByRole('region', { name: words.search_kind_area() }).getByRole('link').first().click();
		await expect(page).toHaveURL(pathInLocale('/areas/1', locale));
	});

	test.describe(`in ${locale} without a script`, () => {
		test.use(withoutJavaScript);
		test('one searches, and is told what to do where nothing is found', turn(), async ({ page }) => {
			await page.goto(pathInLocale('/', locale));
			await page.getByRole('banner').getByRole('link', { name: words.search_title() }).click();
			const search = async (text: string) => {
				await fieldOf(page).fill(text);
				await page.getByRole('main').getByRole('button', { name: words.search_submit() }).click();
			};
			await search(word);
			await expect(page.getByRole('link', { name: new RegExp(title) }).first()).toBeVisible();
			await expect(fieldOf(page)).toHaveValue(word);
			await search('xyzzy');
			await expect(page.getByText(words.search_none_spelling())).toBeVisible();
			await search('å');
			await expect(page.getByText(words.search_too_short())).toBeVisible();
			await page.goto(pathInLocale(`/search?q=${'lang '.repeat(60)}`, locale));
			await expect(page.getByText(words.search_too_long())).toBeVisible();
		});
	});
}

const words = labelsIn('nb');
const dialogOf = (page: Page) => page.getByRole('dialog', { name: words.search_title() });

test('the key / opens search, but not for who writes, and not for who has switched it off', async ({
	page
}) => {
	await page.goto('/login');
	const email = page.locator('main [name=email]');
	await email.focus();
	await page.keyboard.type('a/b');
	await page.keyboard.press('Control+k');
	await expect(email).toHaveValue('a/b');
	await expect(dialogOf(page)).toBeHidden();
	await page.getByRole('heading', { level: 1 }).click();
	await page.keyboard.press('/');
	await expect(dialogOf(page)).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(dialogOf(page)).toBeHidden();

	await page.goto('/search');
	await page.getByText(words.search_help()).click();
	await page.getByRole('checkbox', { name: words.search_keys_slash() }).uncheck();
	await page.goto('/areas');
	await page.keyboard.press('/');
	await page.keyboard.press('Control+k');
	await expect(dialogOf(page)).toBeVisible();
	await page.keyboard.press('Escape');
	await page.goto('/search');
	await page.getByText(words.search_help()).click();
	await expect(page.getByRole('checkbox', { name: words.search_keys_slash() })).not.toBeChecked();
	await page.getByRole('heading', { level: 1 }).click();
	await page.keyboard.press('Control+k');
	await expect(page.getByRole('searchbox')).toBeFocused();
});

test('a text in the other form says so to whoever reads it out', async ({ page }) => {
	await page.goto('/nn/search?q=heime');
	const marks = page.getByRole('region', { name: labelsIn('nn').search_kind_evaluation() }).locator('mark');
	await expect(marks.filter({ hasText: /^hjemme/i }).first()).toBeVisible();
	for (const mark of await marks.all()) {
		const lang = await mark.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'));
		expect(lang, await mark.innerText()).toBe(/^hjemme/i.test(await mark.innerText()) ? 'nb' : 'nn');
	}
});

/** Words that every kind of thing is found by. */
const asked = ['barn', 'helse', 'kommune', 'arbeid', 'plan', 'sykehus', 'seljord', 'engasjert', '1.1', 'ssu'];
const readers: (Account | 'nobody')[] = [
	'nobody',
	'fsu1',
	'fsu2',
	'ssu',
	'kommune',
	'sekretariat',
	'partnerskap',
	'admin'
];

for (const [index, reader] of readers.entries())
	test(`${reader} may open everything that is found`, takeTurns(index % 4, 4)(), async ({ get }) => {
		const account = reader === 'nobody' ? undefined : reader;
		const addresses = new Set<string>();
		for (const word of asked) {
			const answer = await get(`/search?q=${encodeURIComponent(word)}`, account);
			for (const link of parse(await answer.text()).querySelectorAll('main ol a'))
				addresses.add(link.getAttribute('href')!.split('#')[0]!);
		}
		expect(addresses.size).toBeGreaterThan(8);
		for (const address of addresses) expect((await get(address, account)).status, address).toBe(200);
	});

const odd = [
	'"',
	'""',
	'*',
	'NEAR(a b)',
	'-barn',
	'a AND (',
	'barn OR',
	'{title}: x',
	"' or 1=1 --",
	'%',
	'\u0000',
	'🏥',
	'ﬃ'
];
test('whatever is typed is answered', async ({ request }) => {
	for (const text of [...odd, 'a'.repeat(10_000), 'barn '.repeat(2_000), '"'.repeat(3_000)])
		for (const path of ['/search', '/nn/search', '/search/suggest']) {
			const answer = await request.get(`${path}?q=${encodeURIComponent(text)}&page=-1&kind=x`);
			expect(answer.status(), `${path} ${text.slice(0, 20)}`).toBe(200);
		}
	for (const page of ['0', '999999', 'x', '1e9'])
		expect((await request.get(`/search?q=barn&kind=measure&page=${page}`)).status(), page).toBe(200);
});
