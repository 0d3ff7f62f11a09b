import { readFile } from 'node:fs/promises';
import { type Locator, type Page } from 'playwright/test';
import { allStatuses } from '../../src/lib/domain/evaluation/evaluation';
import { type AreaFigures, type Figures } from '../../src/lib/domain/figures/figures';
import { expect, test, withoutJavaScript } from '../support/browser';
import { labelsIn } from '../support/labels';

const words = labelsIn('nb');

interface Chart {
	review: string;
	title: string;
	file: string;
	/** The figures that its table must show, row by row, without the words. */
	figures: (figures: Figures) => string[][];
}

const charts: Chart[] = [
	{
		review: '2025',
		title: words.chart_status_title(),
		file: 'framdrift-status-per-omrade-2025.png',
		figures: ({ areas, total }) =>
			[...areas, total].map(({ statuses, counted, reported }) =>
				[...allStatuses.map((status) => statuses[status]), counted, reported].map(String)
			)
	},
	{
		review: '2025',
		title: words.chart_progress_title(),
		file: 'framdrift-framdrift-per-omrade-2025.png',
		figures: ({ areas, total }) => [total, ...areas].map(progressOf)
	},
	{
		review: '2025',
		title: words.chart_values_title(),
		file: 'framdrift-kjerneverdier-2025.png',
		figures: ({ values, areas }) =>
			['all', ...areas.map(({ area }) => area)]
				.flatMap((area) => values.filter((one) => one.area === area))
				.map(({ mean, n, distribution }) => [decimal(mean), String(n), ...distribution.map(String)])
	},
	{
		review: '2026-half',
		title: words.chart_movement_title(),
		file: 'framdrift-bevegelse-2026-half.png',
		figures: ({ movement }) => movement!.pairs.map(({ count }) => [String(count)])
	}
];

for (const { review, title, file, figures } of charts)
	test(`“${title}” of ${review} is drawn, has its figures in its table, and is taken along as a picture`, async ({
		page,
		request
	}) => {
		const figure = await chartOn(page, review, title);
		await test.step('is drawn, says what it shows, and is drawn anew in dark', async () => {
			const picture = figure.getByRole('img', { name: title });
			const finding = await figure.getByRole('paragraph').first().innerText();
			await expect(picture).toHaveAccessibleName(words.chart_alternative({ title, finding }));
			const light = await drawnIn(picture);
			await page.emulateMedia({ colorScheme: 'dark' });
			await expect.poll(() => drawnIn(picture)).not.toBe(light);
		});

		await test.step('has the figures of the review in its table', async () => {
			const content = (await (await request.get(`/reviews/${review}/content.json`)).json()) as {
				figures: Figures;
			};
			await figure.getByText(words.chart_show_table()).click();
			const expected = figures(content.figures);
			expect(expected.length).toBeGreaterThan(0);
			const shown = await rowsOf(figure.getByRole('table'));
			expect(shown.slice(0, expected.length).map((row) => row.slice(-expected[0]!.length))).toEqual(expected);
		});

		await test.step('is taken along as a picture', async () => {
			const [download] = await Promise.all([
				page.waitForEvent('download'),
				figure.getByRole('button', { name: words.chart_download() }).click()
			]);
			expect(download.suggestedFilename()).toBe(file);
			const bytes = await readFile(await download.path());
			expect(bytes.subarray(1, 4).toString()).toBe('PNG');
			const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
			expect(width).toBeGreaterThanOrEqual(1000);
			expect(height).toBeGreaterThan(300);
		});
	});

test.describe('without scripts', () => {
	test.use(withoutJavaScript);

	for (const { review, title } of charts)
		test(`“${title}” of ${review} is a picture, with its table`, async ({ page }) => {
			await page.goto(`/reviews/${review}`);
			const figure = page.getByRole('figure', { name: title });
			await expect(figure.getByRole('img', { name: title })).toBeVisible();
			expect(await pictureIn(figure)).toBeGreaterThan(100);
			await figure.getByText(words.chart_show_table()).click();
			await expect(figure.getByRole('table')).toBeVisible();
			await expect(figure.getByRole('button', { name: words.chart_download() })).toBeHidden();
		});

	test('every chart is a picture in the reader’s colours', async ({ page }) => {
		await page.emulateMedia({ colorScheme: 'dark' });
		for (const path of ['/', '/areas', '/areas/1', '/measures/3.2', '/indicators', '/nn/reviews/2026-half']) {
			await page.goto(path);
			const figures = await page.locator('figure:has(canvas)').all();
			expect(figures.length, path).toBeGreaterThan(0);
			for (const figure of figures) {
				expect(await pictureIn(figure), path).toBeGreaterThan(100);
				const shown = figure.locator('img:visible');
				expect(await shown.evaluate((image: HTMLImageElement) => image.currentSrc)).toContain('/dark-');
			}
		}
	});
});

for (const path of ['/', '/reviews/2025', '/areas/1'])
	test(`nothing moves while ${path} is drawn`, async ({ page }) => {
		// As high as the charts reach: what moves outside of the window does not count, and a move counts
		// for less in a high one.
		await page.setViewportSize({ width: 1280, height: 3000 });
		await page.addInitScript(() => {
			const shifts = window as unknown as { moved: number };
			shifts.moved = 0;
			new PerformanceObserver((list) => {
				for (const entry of list.getEntries()) shifts.moved += (entry as unknown as { value: number }).value;
			}).observe({ type: 'layout-shift', buffered: true });
		});
		await page.goto(path);
		for (const button of await page.getByRole('button', { name: words.chart_download() }).all())
			await expect(button).toBeEnabled();
		// The observer is told after the frame.
		await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
		expect(await page.evaluate(() => (window as unknown as { moved: number }).moved)).toBeLessThan(0.001);
	});

test('the points of a chart are walked through with the arrow keys, and say their values', async ({
	page
}) => {
	const title = words.chart_progress_title();
	const figure = await chartOn(page, '2025', title);
	const slider = figure.getByRole('slider', { name: words.chart_walk({ title }) });
	await slider.focus();
	const first = await slider.getAttribute('aria-valuetext');
	// The first point is the whole plan's progress, as is the first row of the table.
	const row = await figure.locator('tbody th').first().textContent();
	expect(first).toContain(row);
	await page.keyboard.press('ArrowRight');
	await expect(slider).not.toHaveAttribute('aria-valuetext', first!);
	await page.keyboard.press('End');
	await expect(slider).toHaveAttribute('aria-valuetext', /%/);
});

test('a chart follows its page to another year, and away', async ({ page }) => {
	await page.goto('/');
	const figure = page.getByRole('figure', { name: words.chart_values_title() });
	await expect(figure.getByRole('button', { name: words.chart_download() })).toBeEnabled();
	const finding = figure.getByRole('paragraph').first();
	const now = await finding.innerText();
	await page
		.getByRole('navigation', { name: words.plan_year() })
		.getByRole('link', { name: '2025' })
		.first()
		.click();
	await expect(finding).not.toHaveText(now);
	const picture = figure.getByRole('img');
	await expect(picture).toHaveAccessibleName(
		words.chart_alternative({ title: words.chart_values_title(), finding: await finding.innerText() })
	);
	await page.getByRole('link', { name: words.shell_menu_areas() }).first().click();
	const other = page.getByRole('figure', { name: words.chart_status_title() });
	await expect(other.getByRole('button', { name: words.chart_download() })).toBeEnabled();
	await expect(figure).toBeHidden();
});

/** A chart of a review, drawn. */
async function chartOn(page: Page, review: string, title: string): Promise<Locator> {
	await page.goto(`/reviews/${review}`);
	const figure = page.getByRole('figure', { name: title });
	await expect(figure.getByRole('button', { name: words.chart_download() })).toBeEnabled();
	return figure;
}

/** What the canvas of a picture holds; fails where that is nothing. */
async function drawnIn(picture: Locator): Promise<string> {
	return picture.locator('canvas').evaluate((element) => {
		const canvas = element as HTMLCanvasElement;
		const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
		if (!data.some((value) => value > 0)) throw new Error('the canvas is blank');
		return canvas.toDataURL();
	});
}

/** Returns the width in pixels of the picture shown in a figure; fails if it is not loaded. */
function pictureIn(figure: Locator): Promise<number> {
	return figure.locator('img:visible').evaluate((image) => {
		const { complete, naturalWidth, currentSrc } = image as HTMLImageElement;
		if (!complete || naturalWidth === 0) throw new Error(`no picture: ${currentSrc}`);
		return naturalWidth;
	});
}

async function rowsOf(table: Locator): Promise<string[][]> {
	const [, ...rows] = await table.getByRole('row').all();
	return Promise.all(
		rows.map(async (row) => (await row.getByRole('cell').allInnerTexts()).map((text) => text.trim()))
	);
}

/** Returns the figures of an area in the first review, which has no year before. */
function progressOf({ progress, expected, reported, counted }: AreaFigures): string[] {
	return [...[progress, expected].map(percent), words.chart_of({ part: reported, whole: counted })];
}

function percent(value: number | null): string {
	return value === null ? '–' : `${Math.round(value)}\u00a0%`;
}

function decimal(value: number | null): string {
	return value === null ? '–' : value.toFixed(1).replace('.', ',');
}
