import { expect, testIsolated as test, withoutJavaScript } from '../support/browser';
import { pathInLocale } from '../support/pages';
import { labelsIn } from '../support/labels';
import { takeTurns } from '../support/effort';

/*
 * SSU carries the plan into the next period: chooses what goes along, is told what is wrong, and finds each
 * measure linked with what it became. With scripts in bokmål, without in nynorsk.
 */

for (const { locale, scripts } of [
	{ locale: 'nb', scripts: true },
	{ locale: 'nn', scripts: false }
] as const) {
	const words = labelsIn(locale);
	const at = (path: string) => pathInLocale(path, locale);

	test.describe(`in ${locale}, ${scripts ? 'with' : 'without'} scripts`, () => {
		if (!scripts) test.use(withoutJavaScript);

		test(
			'the plan is carried into 2030–2034',
			takeTurns(scripts ? 0 : 1, 2)(),
			async ({ page, signIn, axe }) => {
				await signIn(page, 'ssu');
				await page.goto(at('/edit'));
				await page.getByRole('link', { name: words.carrying_link() }).click();
				await page.getByRole('link', { name: words.carrying_choose_none() }).click();
				await expect(page).toHaveURL(/choose=none/);

				// What was typed is still there when something is wrong, and what is wrong is said at its field.
				const slug = page.getByRole('textbox', { name: words.carrying_slug() });
				await expect(slug).toHaveValue('2030-2034');
				await slug.fill('Neste plan');
				await page.getByRole('button', { name: words.carrying_save() }).click();
				await expect(page.getByRole('alert')).toContainText(words.fault_not_a_slug());
				await expect(page.getByRole('alert')).toContainText(words.fault_one_or_more());
				await expect(slug).toHaveValue('Neste plan');
				if (scripts) await axe(page);

				await slug.fill('neste-plan');
				const measure = page.getByRole('checkbox', { name: /^1\.1 / });
				await expect(measure).not.toBeChecked();
				await measure.check();
				await page.getByRole('button', { name: words.carrying_save() }).click();
				await expect(page).toHaveURL(/\/plans\/neste-plan\/edit$/);

				// There is one draft at a time, and both measures know of each other.
				await page.goto(at('/edit/next-period'));
				await expect(page.getByRole('button', { name: words.carrying_save() })).toHaveCount(0);
				const draft = page.getByRole('main').getByRole('link', { name: /2030–2034/ });
				await expect(draft).toHaveAttribute('href', at('/plans/neste-plan/edit'));
				await page.goto(at('/measures/1.1'));
				const lineage = page.getByRole('region', { name: words.measure_lineage() });
				await expect(lineage).toContainText(words.measure_lineage_into_carried());
				await expect(lineage.getByRole('link')).toHaveAttribute('href', at('/plans/neste-plan/measures/1.1'));
			}
		);
	});
}
