import { readFileSync } from 'node:fs';
import { type Page } from 'playwright/test';
import { expect, testIsolated as test, withoutJavaScript } from '../support/browser';
import { pathInLocale } from '../support/pages';
import { labelsIn } from '../support/labels';

/*
 * Action plans as partnerships have them, from upload or paste to measures of the plan.
 */

const fixture = (name: string) => ({
	name,
	mimeType: 'application/octet-stream',
	buffer: readFileSync(`tests/fixtures/imports/${name}`)
});

/** The cells of plan-b as a spreadsheet copies them: tabs, and quotes around a line break. */
const pastedPlan = [
	'Handlingsdel til strategien',
	['Mål', 'Tiltak', 'Ansvarlig', 'Tidsramme', 'Status'].join('\t'),
	[
		'1 Barn og unge får samordnede tjenester',
		'Avtale om felles inntaksmøte',
		'FSU barn og unge',
		'Våren 2026',
		'Avtale signert'
	].join('\t'),
	[
		'',
		'Opplæring av frisklivssentraler',
		'"FSU barn og unge\nKommunene"',
		'1. halvår 2027',
		'Under arbeid'
	].join('\t')
].join('\n');

async function confirm(
	page: Page,
	words: ReturnType<typeof labelsIn>,
	counts: { added: number; changed: number }
) {
	await page.getByRole('textbox', { name: words.workbook_reason() }).fill('SSU, sak 12/26');
	await page.getByRole('button', { name: words.workbook_confirm() }).click();
	await expect(page.getByRole('status').first()).toContainText(words.workbook_done(counts));
}

test.describe('in bokmål with scripts', () => {
	const words = labelsIn('nb');

	test('a plan with themes in Excel comes in without being changed first', async ({ page, signIn, axe }) => {
		await signIn(page, 'ssu');
		await page.goto(pathInLocale('/edit/import', 'nb'));
		await page.getByLabel(words.workbook_file(), { exact: true }).setInputFiles(fixture('plan-a.xlsx'));
		await page.getByRole('button', { name: words.workbook_preview() }).click();
		await expect(page.getByText(words.workbook_added({ count: 16 }), { exact: true })).toBeVisible();
		const first = page.getByRole('listitem').filter({ hasText: 'Felles rutine for overgang' }).first();
		await expect(first).toContainText('Våren 2026');
		await expect(first).toContainText(words.workbook_code_free());
		await axe(page);
		await confirm(page, words, { added: 16, changed: 0 });
		await page.goto(pathInLocale('/search?q=kriseplan', 'nb'));
		await expect(page.getByRole('main')).toContainText('Felles kriseplan ved utskrivning');
	});

	test('pasted cells come in as a file does', async ({ page, signIn }) => {
		await signIn(page, 'ssu');
		await page.goto(pathInLocale('/edit/import', 'nb'));
		await page.getByLabel(words.workbook_paste()).fill(pastedPlan);
		await page.getByRole('button', { name: words.workbook_preview() }).click();
		await expect(page.getByRole('heading', { name: words.workbook_faults({ count: 1 }) })).toHaveCount(0);
		await expect(page.getByText(words.workbook_added({ count: 2 }), { exact: true })).toBeVisible();
		await confirm(page, words, { added: 2, changed: 0 });
	});
});

test.describe('in nynorsk without scripts', () => {
	test.use(withoutJavaScript);
	const words = labelsIn('nn');

	test('tables below headings in Word come in, and a name is chosen by hand', async ({ page, signIn }) => {
		await signIn(page, 'ssu');
		await page.goto(pathInLocale('/edit/import', 'nn'));
		await page.getByLabel(words.workbook_file(), { exact: true }).setInputFiles(fixture('plan-f.docx'));
		await page.getByRole('button', { name: words.workbook_preview() }).click();
		await expect(page.getByText(words.workbook_added({ count: 4 }), { exact: true })).toBeVisible();

		const rows = ['Tiltak\tAnsvar\tFrist', 'Ny samarbeidsform\tKari Nordmann\tvåren 2027'];
		await page
			.getByLabel(words.workbook_paste())
			.fill(['1 Barn og unge\t\t', rows[0], '1 Barn og unge\t\t', rows[1]].join('\n'));
		await page.getByRole('button', { name: words.workbook_preview() }).click();
		await expect(page.getByRole('heading', { name: words.workbook_choose({ count: 1 }) })).toBeVisible();
		await page
			.getByRole('combobox', { name: 'Kari Nordmann' })
			.selectOption({ label: words.workbook_choice_contact() });
		await page.getByRole('button', { name: words.workbook_update() }).click();
		await expect(page.getByRole('definition').filter({ hasText: 'Kari Nordmann' })).toBeVisible();
		await confirm(page, words, { added: 1, changed: 0 });
	});
});
