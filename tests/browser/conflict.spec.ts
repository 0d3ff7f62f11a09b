import { type Page } from 'playwright/test';
import { expect, testIsolated as test, withoutJavaScript } from '../support/browser';
import { labelsIn } from '../support/labels';

/*
 * Two people save the same thing. The second is told, sees both texts, loses nothing, and can save
 * knowingly.
 */
const words = labelsIn('nb');
const [first, second] = ['Det den første skrev.', 'Det den andre skrev.'];

for (const scripts of [true, false])
	test.describe(scripts ? 'with scripts' : 'without scripts', () => {
		if (!scripts) test.use(withoutJavaScript);

		test('two who edit a measure keep both texts', async ({ page, signIn, anotherBrowser }) => {
			const other = await anotherBrowser();
			for (const one of [page, other]) {
				await signIn(one, 'ssu');
				await one.goto('/edit/measures/1.1');
			}
			await summaryOf(page).fill(first);
			await savedMeasure(page);
			await expect(page.getByRole('main')).toContainText(first);

			await summaryOf(other).fill(second);
			expect(await savedMeasure(other)).toBe(409);
			const conflict = other.getByRole('region', { name: words.measure_edit_conflict_title() });
			await expect(conflict.getByRole('row', { name: first })).toContainText(second);
			await expect(summaryOf(other)).toHaveValue(second);
			await savedMeasure(other);
			await expect(other.getByRole('main')).toContainText(second);
		});

		test('two who write a report keep both texts', async ({ page, signIn, anotherBrowser }) => {
			const other = await anotherBrowser();
			for (const one of [page, other]) {
				await signIn(one, 'fsu1');
				await one.goto('/report/1.6');
			}
			await doneIn(page).fill(first);
			await savedDraft(page);
			await expect(page).toHaveURL(/\?saved/);

			await doneIn(other).fill(second);
			expect(await savedDraft(other)).toBe(409);
			await expect(other.getByRole('alert')).toContainText(words.report_conflict_title());
			await expect(other.getByRole('main')).toContainText(first);
			await expect(doneIn(other)).toHaveValue(second);
			await savedDraft(other);
			await expect(other).toHaveURL(/\?saved/);
			await page.goto('/report/1.6');
			await expect(doneIn(page)).toHaveValue(second);
		});
	});

function summaryOf(page: Page) {
	const summary = page.getByRole('group', { name: words.history_field_summary() });
	return summary.getByRole('textbox', { name: words.measure_edit_nb() });
}

function doneIn(page: Page) {
	return page.getByRole('textbox', { name: words.evaluation_question_done(), exact: true });
}

const savedMeasure = (page: Page) => pressed(page, words.measure_edit_save());
const savedDraft = (page: Page) => pressed(page, words.report_save());

/** Presses a button. @returns the answer's status, which stands in its body where a script asked for it */
async function pressed(page: Page, name: string): Promise<number> {
	// What the page saves by itself meanwhile is not what was pressed.
	const answered = page.waitForResponse(
		(answer) => answer.request().method() === 'POST' && !answer.url().endsWith('/draft')
	);
	await page.getByRole('button', { name, exact: true }).click();
	const answer = await answered;
	const { status } = /json/.test(answer.headers()['content-type'] ?? '')
		? ((await answer.json()) as { status: number })
		: { status: answer.status() };
	return status;
}
