import { type Page } from 'playwright/test';
import { expect, testIsolated as test, withoutJavaScript } from '../support/browser';
import { pathInLocale, type Locale } from '../support/pages';
import { labelsIn } from '../support/labels';
import { takeTurns } from '../support/effort';

/*
 * Measures go out as a file and come back: faults by row and column, a preview, then all of it at once.
 */
interface Journey {
	locale: Locale;
	scripts: boolean;
}
const journeys: Journey[] = [
	{ locale: 'nb', scripts: true },
	{ locale: 'nn', scripts: false }
];

const csv = (...rows: string[]) => ({
	name: 'tiltak.csv',
	mimeType: 'text/csv',
	buffer: Buffer.from(['Kode;Tittel (bokmål);Kontakt;Frist;Innsatsområde', ...rows].join('\r\n'))
});

for (const [index, { locale, scripts }] of journeys.entries())
	test.describe(`in ${locale}, ${scripts ? 'with' : 'without'} scripts`, () => {
		if (!scripts) test.use(withoutJavaScript);
		const words = labelsIn(locale);
		const turn = takeTurns(1 - index, journeys.length);
		const address = pathInLocale('/edit/import', locale);

		async function choose(page: Page, file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) {
			await page.getByLabel(words.workbook_file(), { exact: true }).setInputFiles(file);
			const [answer] = await Promise.all([
				page.waitForResponse((response) => response.request().method() === 'POST'),
				page.getByRole('button', { name: words.workbook_preview() }).click()
			]);
			return scripts ? ((await answer.json()) as { status: number }).status : answer.status();
		}

		test('what was taken out says nothing new', turn(), async ({ page, signIn }) => {
			await signIn(page, 'ssu');
			await page.goto(address);
			for (const name of [words.workbook_out_xlsx(), words.workbook_out_csv()]) {
				const [download] = await Promise.all([
					page.waitForEvent('download'),
					page.getByRole('link', { name }).click()
				]);
				expect(await choose(page, await download.path())).toBe(200);
				await expect(page.getByText(words.workbook_nothing(), { exact: true })).toBeVisible();
				await expect(page.getByText(words.workbook_unchanged({ count: 34 }))).toBeVisible();
				await expect(page.getByRole('button', { name: words.workbook_confirm() })).toHaveCount(0);
			}
		});

		test(
			'faults are told by row and column, and what is mended goes in',
			turn(),
			async ({ page, signIn, axe }) => {
				await signIn(page, 'ssu');
				await page.goto(address);
				if (scripts) await axe(page);
				expect(await choose(page, csv('1.1;Heime;Kari;31.2.2027;1', '1.77;;;;', ';Uten kode;;;1'))).toBe(400);
				await expect(page.getByRole('heading', { name: words.workbook_faults({ count: 2 }) })).toBeVisible();
				const fault = page.getByRole('row', { name: words.workbook_fault_title_missing() });
				await expect(fault).toContainText('3');
				await expect(fault).toContainText('B Tittel (bokmål)');
				await expect(page.getByRole('row', { name: '31.2.2027' })).toContainText('D Frist');
				if (scripts) await axe(page);

				expect(await choose(page, csv('1.1;Heime;Kari;våren 2027;1', '1.77;Nytt tiltak;;;1'))).toBe(200);
				await expect(page.getByText(words.workbook_left({ count: 33 }))).toBeVisible();
				await expect(page.getByText(words.workbook_added({ count: 1 }), { exact: true })).toBeVisible();
				await expect(page.getByRole('definition').filter({ hasText: 'Kari' })).toBeVisible();
				if (scripts) await axe(page);

				await page.getByRole('button', { name: words.workbook_confirm() }).click();
				await expect(page.getByRole('alert')).toContainText(words.fault_reason_required());
				await page.getByRole('textbox', { name: words.workbook_reason() }).fill('SSU, sak 07/26');
				await page.getByRole('button', { name: words.workbook_confirm() }).click();
				await expect(page.getByRole('status').first()).toContainText(
					words.workbook_done({ added: 1, changed: 1 })
				);
				await page.goto(pathInLocale('/measures/1.77', locale));
				await expect(page.getByRole('heading', { level: 1 })).toContainText('Nytt tiltak');
				await page.goto(pathInLocale('/measures/1.1', locale));
				await expect(page.getByRole('main')).toContainText('SSU, sak 07/26');
				await expect(page.getByRole('main')).toContainText('våren 2027');
			}
		);

		test(
			'a plan that changed after the preview is shown anew',
			turn(),
			async ({ page, signIn, anotherBrowser }) => {
				const other = await anotherBrowser();
				for (const one of [page, other]) {
					await signIn(one, 'ssu');
					await one.goto(address);
					await choose(one, csv(`1.1;Heime;${one === page ? 'Kari' : 'Ola'};;1`));
					await one.getByRole('textbox', { name: words.workbook_reason() }).fill('Sak 1');
				}
				await other.getByRole('button', { name: words.workbook_confirm() }).click();
				await expect(other.getByRole('status').first()).toContainText('1');
				await page.getByRole('button', { name: words.workbook_confirm() }).click();
				await expect(page.getByRole('alert')).toContainText(words.workbook_overtaken());
				await expect(page.getByRole('definition').filter({ hasText: 'Ola' })).toContainText('Kari');
				await expect(page.getByRole('textbox', { name: words.workbook_reason() })).toHaveValue('Sak 1');
				await page.getByRole('button', { name: words.workbook_confirm() }).click();
				await expect(page.getByRole('status').first()).toContainText(
					words.workbook_done({ added: 0, changed: 1 })
				);
			}
		);

		test('a file that is too large, or none, is told in plain words', turn(), async ({ page, signIn }) => {
			await signIn(page, 'ssu');
			await page.goto(address);
			const large = {
				name: 'stor.xlsx',
				mimeType: 'application/zip',
				buffer: Buffer.alloc(6 * 1024 * 1024, 'PK')
			};
			expect(await choose(page, large)).toBe(413);
			await expect(page.getByRole('alert')).toContainText(words.workbook_file_too_large());
			expect(await choose(page, [])).toBe(400);
			await expect(page.getByRole('alert')).toContainText(words.workbook_file_none());
		});
	});

test('who may not edit the plan gets none of it', async ({ page, signIn, request }) => {
	await signIn(page, 'fsu1');
	for (const path of [
		'/edit/import',
		'/edit/measures.xlsx',
		'/edit/measures.csv',
		'/edit/import/template.xlsx'
	]) {
		expect((await page.request.get(path)).status(), path).toBe(403);
		const outside = await request.get(path, { maxRedirects: 0 });
		expect(outside.status(), path).toBe(303);
	}
});

test('more than the page takes is not read at all, and other pages take less', async ({
	page,
	signIn,
	server
}) => {
	await signIn(page, 'ssu');
	const post = (path: string, bytes: number) =>
		page.request.post(path, {
			headers: { origin: server.address },
			multipart: { file: { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.alloc(bytes, 'a') } }
		});
	expect((await post('/edit/import?/preview', 11 * 1024 * 1024)).status()).toBe(413);
	expect((await post('/edit/measures/1.1?/save', 2 * 1024 * 1024)).status()).toBe(413);
});
