import { expect, test } from '../support/browser';
import { wordsIn } from '../support/words';

const words = wordsIn('nb');

test('a review is printed with its figures, and without what belongs to the screen', async ({ page }) => {
	await page.goto('/reviews/2025');
	await expect(page.getByRole('button', { name: words.chart_download() }).first()).toBeEnabled();
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('navigation')).toHaveCount(0);
	await expect(page.getByRole('button')).toHaveCount(0);
	await expect(page.getByRole('heading', { name: words.chart_status_title() })).toBeVisible();
	await expect(page.getByRole('region', { name: words.review_seal() })).toBeVisible();
	await expect(page.getByText(words.shell_demo())).toBeVisible();

	const file = await page.pdf({ format: 'A4' });
	expect(file.subarray(0, 5).toString()).toBe('%PDF-');
	const pages = file.toString('latin1').match(/\/Type \/Page\b/g) ?? [];
	expect(pages.length).toBeGreaterThan(1);
	expect(pages.length).toBeLessThan(30);
});
