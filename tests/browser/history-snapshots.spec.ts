import { type Page } from 'playwright/test';
import { expect, test, testIsolated, withoutJavaScript } from '../support/browser';
import { pathInLocale } from '../support/pages';
import { labelsIn } from '../support/labels';
import { takeTurns } from '../support/effort';

/*
 * The plan remembers: what it said on a day, what changed between two, and what a year's adjustment did.
 * In both written forms, with scripts and without.
 */

for (const [index, { locale, scripts }] of (
	[
		{ locale: 'nb', scripts: true },
		{ locale: 'nn', scripts: false }
	] as const
).entries()) {
	const turn = takeTurns(index, 2);
	const words = labelsIn(locale);
	const at = (path: string) => pathInLocale(path, locale);

	test.describe(`in ${locale}, ${scripts ? 'with' : 'without'} scripts`, () => {
		if (!scripts) test.use(withoutJavaScript);

		test(
			'anybody reads the plan as it was on a day, and stays there until they come back',
			turn(),
			async ({ page }) => {
				await page.goto(at('/areas?at=2026-01-15'));
				const banner = page.getByRole('complementary');
				await expect(banner).toContainText('15.01.2026');
				await page.getByRole('link', { name: /^1\. / }).first().click();
				await expect(page).toHaveURL(/\/areas\/1\?at=2026-01-15$/);
				await expect(banner).toContainText('15.01.2026');
				await page.getByRole('link', { name: words.history_at_today() }).click();
				await expect(page).toHaveURL(/\/areas\/1$/);
				await expect(banner).toHaveCount(0);
			}
		);

		test(
			'a review can be read as the public could on that day, and what has no past says so',
			turn(),
			async ({ page }) => {
				await page.goto(at('/reviews?at=2026-01-15'));
				const then = await page.getByRole('main').getByRole('row').count();
				await page.goto(at('/reviews'));
				expect(await page.getByRole('main').getByRole('row').count()).toBeGreaterThan(then);
				const answer = await page.goto(at('/privacy?at=2026-01-15'));
				expect(answer?.status()).toBe(400);
				await expect(page.getByRole('alert')).toContainText(words.history_at_not_here());
			}
		);

		test(
			'a day that is none, or has not been, is said to be so, and today is shown',
			turn(),
			async ({ page }) => {
				for (const [day, said] of [
					['2026-02-30', words.history_at_no_date({ asked: '2026-02-30' })],
					['2099-01-01', words.history_at_future({ asked: '2099-01-01' })]
				] as const) {
					const answer = await page.request.get(at(`/areas?at=${day}`));
					expect(answer.status(), day).toBe(400);
					expect(await answer.text(), day).toContain(said);
				}
			}
		);

		test('anybody sees what was changed between two days', turn(), async ({ page }) => {
			await page.goto(at('/changes'));
			await page.getByLabel(words.change_from()).fill('2025-08-20');
			await page.getByLabel(words.change_to()).fill('2025-10-01');
			await page.getByRole('button', { name: words.change_show() }).click();
			await expect(page).toHaveURL(/from=2025-08-20&to=2025-10-01/);
			const changes = page.getByRole('region', { name: words.change_noun_measure() });
			await expect(changes.getByRole('listitem').filter({ hasText: '1.1' }).first()).toContainText(
				'01.02.2025'
			);
			const wrong = await page.request.get(at('/changes?from=2026-02-30&to=2025-10-01'));
			expect(wrong.status()).toBe(400);
			await page.goto(at('/changes?from=2001-01-01&to=2025-10-01'));
			await expect(page.getByRole('main')).toContainText(words.change_no_plan_title({ day: '01.01.2001' }));
		});
	});

	testIsolated.describe(`in ${locale}, ${scripts ? 'with' : 'without'} scripts, SSU`, () => {
		if (!scripts) testIsolated.use(withoutJavaScript);

		testIsolated('takes a former version of a measure up again', turn(), async ({ page, signIn }) => {
			await signIn(page, 'ssu');
			await page.goto(at('/measures/1.1?at=2025-08-20'));
			await page.getByRole('link', { name: words.history_take_up() }).click();
			await expect(page.getByRole('main')).toContainText(words.history_form_shows({ day: '20.08.2025' }));
			await save(page, words.measure_edit_save());
			await expect(page).toHaveURL(/\/measures\/1\.1\?saved=1/);
			const log = page.getByRole('region', { name: words.measure_log() });
			await expect(log).toContainText(words.history_taken_up({ day: '20.08.2025' }));
			// And what stood before that, from the log itself.
			await log.getByRole('link').first().click();
			await expect(page).toHaveURL(/\/edit\/measures\/1\.1\?before=\d+$/);
			await expect(page.getByLabel(words.measure_edit_reason())).not.toHaveValue('');
			await save(page, words.measure_edit_save());
			await expect(page).toHaveURL(/\/measures\/1\.1\?saved=1/);
		});

		testIsolated(
			'adjusts the plan for next year, and adopts it as one set',
			turn(),
			async ({ page, signIn }) => {
				await signIn(page, 'ssu');
				await page.goto(at('/edit/adjustments'));
				await page.getByRole('link', { name: words.adjustment_of_year({ year: 2027 }) }).click();
				await expect(page).toHaveURL(/\/edit\/adjustments\/2027$/);
				const workspace = page.url();

				// Nothing is adopted while a recommendation has been neither taken nor left.
				await page.goto(`${workspace}/preview`);
				await page.getByLabel(words.adjustment_decision()).fill('SSU, sak 03/27');
				await page.getByRole('button', { name: words.adjustment_adopt() }).click();
				const open = page.getByRole('alert').getByRole('link');
				await expect(open.first()).toBeVisible();
				const codes = await open.allTextContents();

				for (const code of codes) {
					await page.goto(workspace);
					const matter = page.locator(`[id="m-${code.replace('.', '-')}"]`);
					const isEdit = (await matter.getByLabel(words.adjustment_kind()).inputValue()) === 'adjust';
					await matter.getByLabel(words.adjustment_stance()).selectOption(isEdit ? 'left' : 'taken');
					await matter.getByLabel(words.adjustment_reason()).fill(`Grunn ${code}`);
					await matter.getByRole('button', { name: words.adjustment_save() }).click();
					await expect(page).toHaveURL(/saved=/);
				}
				await page.goto(`${workspace}/2.1`);
				await page.getByLabel(words.measure_contact()).fill('Kari Nordmann');
				await page.getByLabel(words.measure_edit_reason()).fill('Ny kontakt');
				await save(page, words.measure_edit_save());
				await expect(page).toHaveURL(/saved=2\.1/);

				// A new measure is part of the set: a code that is taken is refused, with all that was typed.
				await page.getByRole('link', { name: words.adjustment_new_add() }).click();
				const form = page.locator('form[action$="?/save"]');
				await form.getByLabel(words.edit_measure_area()).selectOption('2');
				await form.getByLabel(words.edit_measure_code()).fill('2.1');
				await form.locator('[name="title.nn"]').fill('Møteplass for pårørande');
				await form.getByLabel(words.measure_edit_reason()).fill('Mange har spurt.');
				await save(page, words.measure_edit_save());
				await expect(page.getByRole('alert')).toContainText(words.fault_taken());
				await expect(form.locator('[name="title.nn"]')).toHaveValue('Møteplass for pårørande');
				await form.getByLabel(words.edit_measure_code()).fill('2.20');
				await save(page, words.measure_edit_save());
				await expect(page).toHaveURL(/saved=new-\d+/);
				await expect(page.getByRole('main')).toContainText('Møteplass for pårørande');

				await page.goto(`${workspace}/preview`);
				await expect(page.getByRole('main')).toContainText('Kari Nordmann');
				await expect(page.getByRole('main')).toContainText('Møteplass for pårørande');
				await page.getByLabel(words.adjustment_decision()).fill('SSU, sak 03/27');
				await page.getByRole('button', { name: words.adjustment_adopt() }).click();
				await expect(page).toHaveURL(/\/adjustments\/2027$/);
				await expect(page.getByRole('main')).toContainText('SSU, sak 03/27');
				await expect(page.getByRole('main')).toContainText('Kari Nordmann');
				await page.getByRole('link', { name: 'Møteplass for pårørande' }).click();
				await expect(page).toHaveURL(/\/measures\/2\.20$/);
				await expect(page.getByRole('main')).toContainText('Mange har spurt. (SSU, sak 03/27)');
			}
		);
	});
}

/** Presses the measure's form's own button; the one that Enter presses is hidden. */
async function save(page: Page, name: string): Promise<void> {
	await page.locator('form[action$="?/save"]').getByRole('button', { name }).last().click();
}
