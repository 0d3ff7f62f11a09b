import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, openSite, testIsolated } from '../support/browser';
import { labelsIn } from '../support/labels';

/*
 * The first day: the plan is there, and nothing has been reported. Nothing may look as if something
 * had been, and each page says what comes.
 */
const words = labelsIn('nb');
const run = promisify(execFile);

const test = testIsolated.extend({
	site: async ({}, use) => {
		const folder = await mkdtemp(join(tmpdir(), 'framdrift-beginning-'));
		const database = join(folder, 'plan.db');
		const env = { PATH: process.env.PATH, DATABASE_URL: `file:${database}` };
		const plan = 'drizzle/seed/telemark-2025-2029.json';
		await run(process.execPath, ['src/bin/framdrift.mjs', 'plan', 'import', plan], { env });
		const site = await openSite(database, { FRAMDRIFT_DEMO: '' });
		await use(site);
		await site.server.stop();
		await rm(folder, { recursive: true });
	}
});

test('before the first round, pages say that nothing is reported, and what comes', async ({ page, axe }) => {
	const main = page.getByRole('main');
	await page.goto('/');
	await expect(page.getByText(words.shell_demo())).toHaveCount(0);
	await expect(main).toContainText(words.plan_none_published());
	await expect(main.getByRole('figure')).toHaveCount(0);
	// The plan and its nine areas.
	await expect(main.getByRole('img', { name: words.chart_track_none() })).toHaveCount(10);
	await expect(main.getByRole('cell').filter({ hasText: '%' })).toHaveCount(0);
	await axe(page);

	await page.goto('/reviews');
	await expect(main).toContainText(words.review_none());
	await axe(page);

	await page.goto('/measures/1.1');
	await expect(main).toContainText(words.measure_no_evaluations());
	await expect(main.getByRole('figure')).toHaveCount(0);
	await axe(page);

	await page.goto('/areas/1');
	await expect(main).not.toContainText('%');
	await axe(page);

	await page.goto('/login');
	await expect(page.getByText('@demo.test')).toHaveCount(0);
});
