import { expect, test, withoutJavaScript } from '../support/browser';
import { soakOnly } from '../support/effort';
import { labelsIn } from '../support/labels';

const words = labelsIn('nb');

for (const [variant, use, details] of [
	['with scripts', {}, soakOnly],
	['without scripts', withoutJavaScript, {}]
] as const)
	test.describe(variant, () => {
		test.use(use);
		test(
			'late measures of one’s municipality are two steps from the overview',
			details,
			async ({ page, signIn }) => {
				await signIn(page, 'kommune');
				await page.goto('/');
				await page.getByRole('link', { name: words.measure_list_mine() }).click();
				const late = page.getByRole('link', { name: words.measure_select_late() });
				const count = Number(/\d+$/.exec((await late.textContent()) ?? '')?.[0]);
				await late.click();
				await expect(page).toHaveURL('/measures?show=late&partner=mine');
				await expect(late).toHaveAttribute('aria-current', 'page');
				expect(count).toBeGreaterThan(0);
				const rows = page.getByRole('table').getByRole('row');
				await expect(rows).toHaveCount(count + 1);
				const told = await rows.allTextContents();
				const delayed = /forsinket|Fristen er passert/i;
				expect(told.slice(1).filter((row) => !delayed.test(row))).toEqual([]);
			}
		);
	});
