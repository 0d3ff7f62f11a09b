import { readFileSync } from 'node:fs';
import type { Page } from 'playwright/test';
import type { Locale } from '../../src/lib/domain/localized';
import { expect, testIsolated as test } from '../support/browser';
import { pathInLocale } from '../support/pages';
import { labelsIn } from '../support/labels';

/*
 * Action plans as partnerships have them, from upload to measures of the plan. tests/commands/import-journeys
 * checks the measures.
 */

const fixture = (name: string) => ({
	name,
	mimeType: 'application/octet-stream',
	buffer: readFileSync(`tests/fixtures/imports/${name}`)
});

/** Takes a plan from the page of the strategy to adopted measures; returns the clicks and fields that it takes. */
async function adoptPlan(
	page: Page,
	{ name, locale, added }: { name: string; locale: Locale; added: number },
	check: () => Promise<void> = async () => {}
): Promise<number> {
	const words = labelsIn(locale);
	let interactions = 0;
	const act = async (action: Promise<unknown>) => {
		interactions++;
		await action;
	};
	await page.goto(pathInLocale('/edit', locale));
	await act(page.getByRole('link', { name: words.workbook_link() }).click());
	await act(page.getByLabel(words.workbook_file(), { exact: true }).setInputFiles(fixture(name)));
	await act(page.getByRole('button', { name: words.workbook_preview() }).click());
	await expect(page.getByText(words.workbook_added({ count: added }), { exact: true })).toBeVisible();
	await check();
	await act(page.getByLabel(words.workbook_adopted()).check());
	await act(page.getByRole('button', { name: words.workbook_update() }).click());
	await act(page.locator('select[name="statuses"]').selectOption({ index: 1 }));
	// What was just shown is not offered as text that was left.
	await expect(page.getByText(words.report_recovered_text(), { exact: true })).toBeHidden();
	await act(page.getByRole('textbox', { name: words.workbook_reason() }).fill('SSU, sak 12/26'));
	await act(page.getByRole('button', { name: words.workbook_confirm() }).click());
	await expect(page.getByRole('status').first()).toContainText(words.workbook_done({ added, changed: 0 }));
	return interactions;
}

/** What a person does in three minutes, at 15 seconds each. */
const maxInteractions = 12;

test('plan-a, plan-b and plan-f come in without being changed first', async ({ page, signIn, axe }) => {
	test.setTimeout(120_000);
	const words = labelsIn('nb');
	await signIn(page, 'ssu');
	const first = { name: 'plan-a.xlsx', locale: 'nb', added: 16 } as const;
	const interactions = await adoptPlan(page, first, async () => {
		for (const summary of await page.locator('main details > summary').all())
			if (await summary.evaluate((one) => !one.parentElement!.hasAttribute('open'))) await summary.click();
		const added = page.getByRole('listitem').filter({ hasText: words.workbook_code_free() });
		await expect(added.filter({ hasText: 'Felles rutine for overgang' })).toContainText('Våren 2026');
		await axe(page);
	});
	expect(interactions).toBeLessThanOrEqual(maxInteractions);
	for (const plan of [
		{ name: 'plan-b.xlsx', locale: 'nn', added: 11 },
		{ name: 'plan-f.docx', locale: 'nb', added: 4 }
	] as const)
		expect(await adoptPlan(page, plan)).toBeLessThanOrEqual(maxInteractions);
	// What goes out comes in again without a change.
	const buffer = await (await page.request.get('/edit/measures.xlsx')).body();
	await page.goto(pathInLocale('/edit/import', 'nb'));
	const exported = { name: 'measures.xlsx', mimeType: 'application/octet-stream', buffer };
	await page.getByLabel(words.workbook_file(), { exact: true }).setInputFiles(exported);
	await page.getByRole('button', { name: words.workbook_preview() }).click();
	await expect(page.getByText(words.workbook_nothing(), { exact: true })).toBeVisible();
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
