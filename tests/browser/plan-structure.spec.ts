import { type Page } from 'playwright/test';
import { expect, testIsolated as test, withoutJavaScript } from '../support/browser';
import { pathInLocale } from '../support/pages';
import { labelsIn } from '../support/labels';
import { takeTurns } from '../support/effort';

/*
 * SSU keeps the plan: edits what stands around the measures, puts it in order, and merges what two people
 * wrote at once. In both written forms, with scripts and without.
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

		test('one adds, edits and ends a core value, and readers see it', turn(), async ({ page, signIn }) => {
			await signIn(page, 'ssu');
			await page.goto(at('/edit'));
			await page.getByRole('link', { name: words.edit_part_values() }).click();
			await page.getByRole('link', { name: words.edit_new_values() }).click();
			await page.getByRole('button', { name: words.edit_add() }).click();
			await expect(page.getByRole('alert')).toContainText(words.fault_one_form_needed());

			const name = page.getByRole('group', { name: words.edit_field_name() });
			await name.getByRole('textbox', { name: words.measure_edit_nn() }).fill('Nysgjerrig');
			await page.getByRole('textbox', { name: words.edit_reason() }).fill('SSU, sak 07/26');
			await page.getByRole('button', { name: words.edit_add() }).click();
			await expect(page.getByRole('status').first()).toContainText(words.edit_saved());
			await expect(page.getByRole('listitem').filter({ hasText: 'Nysgjerrig' })).toContainText(
				words.measure_edit_missing_nb()
			);

			await page.goto(at('/edit/missing'));
			await page.getByRole('link', { name: `Nysgjerrig: ${words.edit_field_name()}` }).click();
			await expect(page).toHaveURL(/\/edit\/values\/nysgjerrig#field-name\.nb$/);
			await name.getByRole('textbox', { name: words.measure_edit_nb() }).fill('Nysgjerrig');
			await page.getByRole('textbox', { name: words.edit_reason() }).fill('Begge former');
			await page.getByRole('button', { name: words.edit_save(), exact: true }).click();
			await expect(page.getByRole('region', { name: words.edit_log() })).toContainText('Begge former');

			const ending = page.getByRole('region', { name: words.edit_end_title(), exact: true });
			await ending.getByRole('textbox', { name: words.edit_end_reason() }).fill('Likevel ikkje');
			await ending.getByRole('button', { name: words.edit_end(), exact: true }).click();
			await expect(page.getByRole('region', { name: words.edit_ended() })).toContainText('Nysgjerrig');
		});

		test(
			'one ties measures to core values in one table, and keeps to it what another saved',
			turn(),
			async ({ page, signIn, anotherBrowser }) => {
				await signIn(page, 'ssu');
				await page.goto(at('/edit/measures'));
				await page.getByRole('link', { name: words.thread_values_link() }).click();
				const box = (where: Page, value: RegExp, code: string) =>
					where.getByRole('checkbox', { name: new RegExp(`^${value.source}: ${code} `) });
				await expect(box(page, /Engasjert/, '1\\.4')).toBeChecked();

				const other = await anotherBrowser();
				await signIn(other, 'sekretariat');
				await other.goto(at('/edit/measures/values'));
				await box(page, /Ambisiøs/, '1\\.4').check();
				await page.getByRole('textbox', { name: words.measure_edit_reason() }).fill('SSU, sak 07/26');
				await page.getByRole('button', { name: words.measure_edit_save() }).click();
				await expect(page.getByRole('main')).toContainText(words.thread_values_saved({ count: 1 }));
				await expect(box(page, /Ambisiøs/, '1\\.4')).toBeChecked();

				await box(other, /Engasjert/, '1\\.4').uncheck();
				await other.getByRole('button', { name: words.measure_edit_save() }).click();
				await expect(other.getByRole('alert')).toContainText('1.4');
				await expect(
					other.getByText(words.thread_values_stale({ names: 'Engasjert og Ambisiøs' }))
				).toBeVisible();
				await expect(box(other, /Engasjert/, '1\\.4')).not.toBeChecked();
				await other.getByRole('button', { name: words.measure_edit_save() }).click();
				await expect(other.getByRole('main')).toContainText(words.thread_values_saved({ count: 1 }));
				await page.goto(at('/measures/1.4'));
				await expect(page.getByRole('main')).toContainText('SSU, sak 07/26');
			}
		);

		test('one puts the challenges in order', turn(), async ({ page, signIn }) => {
			await signIn(page, 'ssu');
			await page.goto(at('/edit/challenges'));
			const codes = page.getByRole('main').locator('li .mark');
			const down = page.getByRole('button', { name: /ned: / }).first();
			await down.focus();
			await page.keyboard.press('Enter');
			await expect(codes).toHaveText(['U2', 'U1', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8']);
			// The focus goes along: the same press again moves the same entry on.
			const first = (step: RegExp) =>
				page.getByRole('listitem').filter({ hasText: 'U1' }).getByRole('button', { name: step });
			await expect(first(/ned: /)).toBeFocused();
			await page.keyboard.press('Enter');
			await expect(codes).toHaveText(['U2', 'U3', 'U1', 'U4', 'U5', 'U6', 'U7', 'U8']);
			await expect(first(/ned: /)).toBeFocused();
			await page.keyboard.press('Shift+Tab');
			await page.keyboard.press('Enter');
			await expect(codes).toHaveText(['U2', 'U1', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8']);
			await expect(first(/opp: /)).toBeFocused();
			if (scripts) {
				await dragFirstBelowSecond(page);
				await expect(codes).toHaveText(['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8']);
				await down.press('Enter');
				await expect(codes).toHaveText(['U2', 'U1', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8']);
			}
			await page.getByRole('button', { name: words.edit_order_save() }).last().click();
			await expect(page.getByRole('alert')).toContainText(words.fault_required());
			await page.getByRole('textbox', { name: words.edit_reason() }).fill('Viktigast først');
			await page.getByRole('button', { name: words.edit_order_save() }).last().click();
			await expect(page.getByRole('status').first()).toContainText(words.edit_saved());
			expect((await codes.allTextContents()).slice(0, 2)).toEqual(['U2', 'U1']);
		});

		test(
			'two who write at once merge their texts field by field',
			turn(),
			async ({ page, signIn, anotherBrowser }) => {
				const other = await anotherBrowser();
				await signIn(page, 'ssu');
				await signIn(other, 'sekretariat');
				for (const one of [page, other]) await one.goto(at('/edit/areas/1'));
				await page.reload();
				await expect(page.getByRole('status').filter({ hasText: words.edit_open_what() })).toBeVisible();

				const text = (one: Page, field: string) =>
					one.getByRole('group', { name: field }).getByRole('textbox', { name: words.measure_edit_nn() });
				const save = async (one: Page) => {
					await one.getByRole('textbox', { name: words.edit_reason() }).fill('Sak 07/26');
					await one.getByRole('button', { name: words.edit_save(), exact: true }).click();
				};
				await text(page, words.edit_field_summary()).fill('Det den eine skreiv.');
				await text(page, words.edit_field_short_name()).fill('Born');
				await save(page);
				await expect(page).toHaveURL(/saved=1/);

				await text(other, words.edit_field_summary()).fill('Det den andre skreiv.');
				await save(other);
				const conflict = other.getByRole('region', { name: words.measure_edit_conflict_title() });
				await expect(conflict.getByRole('row', { name: 'Det den eine skreiv.' })).toContainText(
					'Det den andre skreiv.'
				);
				await conflict.getByRole('row', { name: 'Born' }).getByRole('button').click();
				await expect(text(other, words.edit_field_short_name())).toHaveValue('Born');
				await expect(text(other, words.edit_field_summary())).toHaveValue('Det den andre skreiv.');
				await save(other);
				await expect(other).toHaveURL(/saved=1/);
				await page.goto(at('/edit/areas/1'));
				await expect(text(page, words.edit_field_summary())).toHaveValue('Det den andre skreiv.');
				await expect(text(page, words.edit_field_short_name())).toHaveValue('Born');
			}
		);

		test(
			'one adds a measure, moves it, and splits it, and each step can be followed',
			turn(),
			async ({ page, signIn }) => {
				await signIn(page, 'ssu');
				await page.goto(at('/edit/measures/new?area=8'));
				const title = (group: ReturnType<Page['getByRole']>) =>
					group.getByRole('textbox', { name: words.measure_edit_nb() }).first();
				await title(page.getByRole('group', { name: words.history_field_title() })).fill('Ny øvelse');
				await page.getByRole('textbox', { name: words.edit_reason() }).fill('Meldt inn');
				await page.getByRole('button', { name: words.edit_add() }).click();
				await expect(page).toHaveURL(/\/edit\/measures\/8\.2$/);

				await page.getByRole('link', { name: words.edit_measure_move() }).click();
				await page.getByRole('combobox', { name: words.edit_measure_area() }).selectOption('7');
				await page.getByRole('textbox', { name: words.edit_reason() }).fill('Hører hjemme der');
				await page.getByRole('button', { name: words.edit_measure_move_save(), exact: true }).click();
				await expect(page).toHaveURL(/\/measures\/7\.\d+\?saved=1$/);
				const moved = new URL(page.url()).pathname;
				await page.goto(at('/measures/8.2'));
				expect(new URL(page.url()).pathname).toBe(moved);

				await page.goto(moved.replace('/measures/', '/edit/measures/') + '/split');
				for (const [part, name] of ['Øve sammen', 'Lære etterpå'].entries())
					await title(page.getByRole('group', { name: words.edit_measure_part({ number: part + 1 }) })).fill(
						name
					);
				await page.getByRole('textbox', { name: words.edit_reason() }).fill('To ulike ting');
				await page.getByRole('button', { name: words.edit_measure_split_save(), exact: true }).last().click();
				const lineage = page.getByRole('region', { name: words.measure_lineage() });
				await expect(lineage).toContainText('Lære etterpå');
				await lineage.getByRole('link', { name: 'Øve sammen' }).click();
				await expect(page.getByRole('region', { name: words.measure_lineage() })).toContainText('Ny øvelse');
			}
		);
	});
}

/** Takes the first entry of a list by its handle and lets it go below the second. */
async function dragFirstBelowSecond(page: Page): Promise<void> {
	const entries = page.getByRole('main').locator('li[data-key]');
	const shown = entries.first().locator('[data-handle]');
	await expect(shown).toBeVisible();
	const handle = (await shown.boundingBox())!;
	const second = (await entries.nth(1).boundingBox())!;
	await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
	await page.mouse.down();
	await page.mouse.move(handle.x + handle.width / 2, second.y + second.height * 0.8, { steps: 5 });
	await page.mouse.up();
}
