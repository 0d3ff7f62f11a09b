import { readFileSync } from 'node:fs';
import { expect, testIsolated as test } from '../support/browser';
import { pathInLocale } from '../support/pages';
import { labelsIn } from '../support/labels';

/*
 * An action plan as partnerships have them, from upload to measures of the plan. tests/commands/import-journeys
 * has the other plans.
 */

const fixture = (name: string) => ({
	name,
	mimeType: 'application/octet-stream',
	buffer: readFileSync(`tests/fixtures/imports/${name}`)
});

test('a plan with themes in Excel comes in without being changed first', async ({ page, signIn, axe }) => {
	const words = labelsIn('nb');
	await signIn(page, 'ssu');
	// What a person does from the page of the plan to its measures, at most twelve clicks and fields.
	let interactions = 0;
	const act = async (action: Promise<unknown>) => {
		interactions++;
		await action;
	};
	await page.goto(pathInLocale('/edit', 'nb'));
	await act(page.getByRole('link', { name: words.workbook_link() }).click());
	await act(page.getByLabel(words.workbook_file(), { exact: true }).setInputFiles(fixture('plan-a.xlsx')));
	await act(page.getByRole('button', { name: words.workbook_preview() }).click());
	await expect(page.getByText(words.workbook_added({ count: 16 }), { exact: true })).toBeVisible();
	for (const summary of await page.locator('main details > summary').all())
		if (await summary.evaluate((one) => !one.parentElement!.hasAttribute('open'))) await summary.click();
	const added = page.getByRole('listitem').filter({ hasText: words.workbook_code_free() });
	const first = added.filter({ hasText: 'Felles rutine for overgang' });
	await expect(first).toContainText('Våren 2026');
	await axe(page);
	await act(page.getByLabel(words.workbook_adopted()).check());
	await act(page.getByRole('button', { name: words.workbook_update() }).click());
	await act(page.locator('select[name="statuses"]').selectOption({ index: 1 }));
	await act(page.getByRole('textbox', { name: words.workbook_reason() }).fill('SSU, sak 12/26'));
	await act(page.getByRole('button', { name: words.workbook_confirm() }).click());
	await expect(page.getByRole('status').first()).toContainText(
		words.workbook_done({ added: 16, changed: 0 })
	);
	expect(interactions).toBeLessThanOrEqual(12);
	await page.goto(pathInLocale('/search?q=kriseplan', 'nb'));
	await expect(page.getByRole('main')).toContainText('Felles kriseplan ved utskrivning');

	await page.goto(pathInLocale('/edit/import', 'nb'));
	// A name that nobody knows is chosen by hand.
	const rows = [
		'1 Barn og unge\t\t',
		'Tiltak\tAnsvar\tFrist',
		'Ny samarbeidsform\tKari Nordmann\tvåren 2027'
	];
	await page.getByLabel(words.workbook_paste()).fill(rows.join('\n'));
	await page.getByRole('button', { name: words.workbook_preview() }).click();
	await page
		.getByRole('combobox', { name: 'Kari Nordmann' })
		.selectOption({ label: words.workbook_choice_contact() });
	await page.getByRole('button', { name: words.workbook_update() }).click();
	await expect(page.getByRole('definition').filter({ hasText: 'Kari Nordmann' })).toBeVisible();
});
