import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PlanFile } from '../../src/lib/forms/plan-file/plan-file';
import { expect, testWithOwnServer, withoutJavaScript, type OwnServer } from '../support/own-server';
import { pathInLocale } from '../support/pages';
import { labelsIn } from '../support/labels';

/*
 * A second partnership's plans come beside the first one's, by the operator's tool. Both are read, each within
 * its own addresses, and the second one's draft is nobody's here. With scripts in bokmål, without in nynorsk.
 */

/** Takes in a plan of Agder with four of Telemark's measures, while the server runs. */
function importAgder({ database }: OwnServer, slug: string, state: 'adopted' | 'draft'): void {
	const file = JSON.parse(readFileSync('drizzle/seed/telemark-2025-2029.json', 'utf8')) as PlanFile;
	const name = { nb: `Plan ${slug}`, nn: `Plan ${slug}` };
	const measures = file.plan.measures
		.slice(0, 4)
		.map((one) => ({ ...one, id: `${slug}-${one.id}`, cameFrom: [] }));
	const path = join(dirname(database), `${slug}.json`);
	const partnership = { ...file.partnership, slug: 'agder', name: { nb: 'Agder', nn: 'Agder' } };
	const plan = { ...file.plan, slug, name, state, measures, rounds: [] };
	writeFileSync(path, JSON.stringify({ ...file, partnership, plan }));
	const env = { ...process.env, DATABASE_URL: `file:${database}` };
	execFileSync('node', ['src/bin/framdrift.mjs', 'plan', 'import', path], { env });
}

testWithOwnServer.describe.configure({ mode: 'serial' });
testWithOwnServer.beforeAll(({ own }) => {
	importAgder(own, 'agder-2026', 'adopted');
	importAgder(own, 'agder-2030', 'draft');
});

for (const { locale, scripts } of [
	{ locale: 'nb', scripts: true },
	{ locale: 'nn', scripts: false }
] as const) {
	const words = labelsIn(locale);
	const at = (path: string) => pathInLocale(path, locale);

	testWithOwnServer.describe(`in ${locale}, ${scripts ? 'with' : 'without'} scripts`, () => {
		if (!scripts) testWithOwnServer.use(withoutJavaScript);
		testWithOwnServer.use({ viewport: { width: 1280, height: 900 } });

		testWithOwnServer('two partnerships’ plans are read beside each other', async ({ page, axe }) => {
			await page.goto(at('/'));
			await page.getByRole('link', { name: words.shell_plans() }).click();
			await expect(page.getByRole('main').getByRole('link')).toHaveCount(2);
			if (scripts) await axe(page);
			await page.getByRole('main').getByRole('link', { name: 'Plan agder-2026' }).click();
			await expect(page).toHaveURL(at('/plans/agder-2026'));
			await expect(page.getByRole('banner')).toContainText('Agder');

			// What leads on stays within the plan, and so does the other written form.
			const menu = page.getByRole('navigation', { name: words.shell_menu_main() });
			await menu.getByRole('link', { name: words.shell_menu_areas() }).click();
			await expect(page).toHaveURL(at('/plans/agder-2026/areas'));
			await page.goto(at('/plans/agder-2026/measures/1.1'));
			const inside = await page
				.getByRole('main')
				.locator('a[href^="/"]')
				.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
			expect(inside.filter((href) => !/^(\/nn)?\/(plans\/agder-2026|figures)/.test(href))).toEqual([]);
			const other = scripts ? 'Nynorsk' : 'Bokmål';
			await page.getByRole('link', { name: other }).click();
			await expect(page).toHaveURL(pathInLocale('/plans/agder-2026/measures/1.1', scripts ? 'nn' : 'nb'));
		});

		testWithOwnServer(
			'a draft is not there for who is of another partnership',
			async ({ page, signIn, request }) => {
				const unknown = await request.get(at('/plans/agder-2030'), { maxRedirects: 0 });
				expect([unknown.status(), unknown.headers()['location']]).toEqual([
					303,
					`${at('/login')}?next=${encodeURIComponent(at('/plans/agder-2030'))}`
				]);
				await signIn(page, 'ssu');
				for (const path of ['/plans/agder-2030', '/plans/agder-2030/edit', '/plans/nowhere/edit'])
					expect((await page.request.get(at(path))).status()).toBe(404);
				expect((await page.request.get(at('/plans/agder-2026/edit'))).status()).toBe(403);
				await page.goto(at('/plans'));
				await expect(page.getByRole('main').getByRole('link')).toHaveCount(2);
			}
		);
	});
}
