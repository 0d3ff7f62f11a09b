import { type Page } from 'playwright/test';
import { expect, testIsolated as test, withoutJavaScript } from '../support/browser';
import { pathInLocale } from '../support/pages';
import { labelsIn } from '../support/labels';
import { takeTurns } from '../support/effort';

/*
 * A measure's indicators from the first to the last: SSU says where one is to go, its readings are entered,
 * pasted, corrected and reported, and everybody sees whether it is behind.
 */
for (const [index, [locale, scripts]] of (
	[
		['nb', true],
		['nn', false]
	] as const
).entries())
	test.describe(`in ${locale}, ${scripts ? 'with' : 'without'} scripts`, () => {
		if (!scripts) test.use(withoutJavaScript);
		const turn = takeTurns(index, 2);
		const words = labelsIn(locale);
		const at = (path: string) => pathInLocale(path, locale);

		test('an indicator is made, read, corrected and reported', turn(), async ({ page, signIn }) => {
			await signIn(page, 'ssu');
			await page.goto(at('/edit/measures/1.2/indicators'));
			const target = (year: number) => words.indicator_target({ year });
			await page.getByRole('textbox', { name: target(2026) }).fill('mange');
			await press(page, words.indicator_add());
			await expect(page.getByRole('alert')).toContainText(words.fault_one_form_needed());
			await expect(page.getByRole('textbox', { name: target(2026) })).toHaveValue('mange');
			const form = { label: words.indicator_name(), form: words.measure_edit_nn() };
			await page.getByRole('textbox', { name: words.measure_edit_in_form(form) }).fill('Samtalar');
			const unit = { label: words.indicator_unit(), form: words.measure_edit_nn() };
			await page.getByRole('textbox', { name: words.measure_edit_in_form(unit) }).fill('i veka');
			await page.getByRole('textbox', { name: words.indicator_baseline(), exact: false }).first().fill('10');
			await page.getByRole('textbox', { name: words.indicator_baseline_on() }).fill('31.12.2024');
			await page.getByRole('textbox', { name: target(2026) }).fill('30,5');
			await press(page, words.indicator_add());
			await expect(page.getByRole('heading', { name: 'Samtalar' })).toBeVisible();

			await signIn(page, 'fsu1');
			await page.goto(at('/measures/1.2/readings'));
			await page.getByRole('textbox', { name: words.indicator_column_date() }).fill('1.6.2026');
			await page.getByRole('textbox', { name: /\(i veka\)/ }).fill('12,5');
			await press(page, words.indicator_reading_add());
			await expect(page.getByRole('status')).toContainText(words.indicator_reading_saved());
			await expect(page.getByRole('main')).toContainText(words.indicator_behind_target().toLowerCase());

			await page.getByText(words.indicator_import(), { exact: true }).click();
			const pasted = page.getByRole('textbox', { name: words.indicator_import_text() });
			await pasted.fill('dato;verdi\n1.7.2026;14\n1.8.2026;mykje');
			await press(page, words.indicator_import_do());
			await expect(page.getByRole('alert')).toContainText(words.indicator_import_line({ row: 3 }));
			await expect(pasted).toHaveValue(/mykje/);
			await pasted.fill('dato;verdi\n1.6.2026;12,5\n1.7.2026;14');
			await press(page, words.indicator_import_do());
			await expect(page.getByRole('status')).toContainText(
				words.indicator_import_done({ added: 1, left: 1 })
			);

			const row = page.getByRole('row', { name: /01\.07\.2026/ });
			await row.getByText(words.indicator_reading_correct(), { exact: true }).click();
			await row.getByRole('textbox', { name: /\(i veka\)/ }).fill('35');
			await row.getByRole('button').click();
			await expect(page.getByRole('status')).toContainText(words.indicator_reading_saved());

			await page.goto(at('/report/1.6'));
			await expect(page.getByRole('heading', { name: words.indicator_report_title() })).toHaveCount(0);
			await page.goto(at('/report/1.2'));
			await expect(page.getByRole('main')).toContainText(words.indicator_report_what());

			await page.goto(at('/measures/1.2'));
			await expect(page.getByRole('main')).toContainText(words.indicator_on_target().toLowerCase());
			await expect(page.getByRole('main')).toContainText(words.indicator_history_correct());
		});

		test('a measure is tied to a challenge, and the plan covers it', turn(), async ({ page, signIn }) => {
			await page.goto(at('/coverage'));
			await expect(page.getByRole('row', { name: /^U4/ })).toContainText(words.coverage_open());
			await signIn(page, 'ssu');
			await page.goto(at('/edit/measures/6.2/threads'));
			await page.getByRole('checkbox', { name: /^U4/ }).check();
			await press(page, words.measure_edit_save());
			await expect(page.getByRole('main')).toContainText(words.history_set_threads());
			await page.goto(at('/coverage?thread=U4'));
			await expect(page.getByRole('row', { name: /^U4/ })).not.toContainText(words.coverage_open());
			await expect(page.getByRole('region', { name: /U4/ })).toContainText('6.2');
			await page.goto(at('/map?thread=U4'));
			await expect(page.locator('.thread.chosen')).toHaveCount(1);
			await page.goto(at('/timeline'));
			await page.getByRole('link', { name: '2027', exact: true }).click();
			await expect(page).toHaveURL(/year=2027/);
		});
	});

/** Presses a button and waits for what it leads to. */
async function press(page: Page, name: string): Promise<void> {
	const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
	await page.getByRole('button', { name, exact: true }).first().click();
	await answered;
}
