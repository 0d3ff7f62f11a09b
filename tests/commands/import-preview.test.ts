import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import ImportPreview from '$lib/components/workbook/ImportPreview.svelte';
import type { WorkbookPreview } from '$lib/server/workbooks/comparison';
import { previewPageSize, toPreviewPage } from '$lib/server/workbooks/preview-page';
import { shownPreview } from '../../src/routes/edit/import/preview.server';
import { aPartnership } from '../support/partnership';
import { readImportPreview, toPlainCsv } from '../support/workbooks';

/** A plan of measures in two areas; `deadline` is in every row. */
function largePlan(deadline: string, length = 340): Buffer {
	const rows = Array.from({ length }, (_, index) => [
		String(1 + (index % 2)),
		`Tiltak nummer ${index}`,
		deadline,
		'Det som tiltaket går ut på. '.repeat(8)
	]);
	return toPlainCsv(['Område', 'Tiltak', 'Frist', 'Sammendrag'], ...rows);
}

function unknownOwners(length: number): Buffer {
	const rows = Array.from({ length }, (_, index) => ['1', `Tiltak ${index}`, `Kari Nummer${index}`]);
	return toPlainCsv(['Område', 'Tiltak', 'Ansvarlig'], ...rows);
}

function html(preview: WorkbookPreview, from = 0): string {
	const options = { table: 'x', emptying: false, adopted: false };
	const rounds = { running: false, periods: [] };
	const shown = { ...toPreviewPage(preview, { locale: 'nb', from, adopted: false }), rounds };
	const page = shownPreview(shown, options);
	// The page of Kit, which the form's keeper reads.
	const request = { page: { form: null, data: {}, url: new URL('http://localhost/edit/import') } };
	const context = new Map([['__request__', request]]);
	return render(ImportPreview, { props: { ...page, names: {} }, context }).body;
}

/** Returns the markup that is shown before anything is unfolded. */
function unfolded(markup: string): string {
	return markup.replaceAll(/<details(?![^>]* open)[^>]*>.*?<\/details>/gs, '<summary></summary>');
}

it.each([
	['new measures', 'våren 2027'],
	['an error in every row', '31.2.2027']
])('shows 340 rows with %s on a page that is short until it is unfolded', async (_what, deadline) => {
	const markup = html(await readImportPreview(await aPartnership(), largePlan(deadline), {}));
	expect(markup).toContain('Tiltak');
	const shown = unfolded(markup);
	const lines = shown.match(/<(?:p|li|tr|dt|dd|h\d|summary|option|button|label)\b/g) ?? [];
	// Ten screens of phones have about 150 such elements.
	expect(lines.length).toBeLessThan(150);
	expect(markup.length).toBeLessThan(1_000_000);
});

it.each([
	['an error in every row', () => largePlan('31.2.2027', 5000), /De første 100 av \d \d{3} er vist\./],
	['an unknown name in every row', () => unknownOwners(3000), /De første 100 av 3 000 valg er vist\./]
])('shows a bounded part of a file with %s, and says of how much', async (_what, file, said) => {
	const markup = html(await readImportPreview(await aPartnership(), file(), {}));
	expect(markup.replaceAll('\u00A0', ' ')).toMatch(said);
	expect(markup.length).toBeLessThan(1_000_000);
	// Fields of a form are at most 2000 (server/http/forms.ts).
	expect(markup.match(/<select\b/g)?.length ?? 0).toBeLessThan(500);
});

describe('the preview of more measures than a page shows', () => {
	it('shows every measure on one page, with the counts of the whole on each', async () => {
		const count = 2 * previewPageSize + 7;
		const preview = await readImportPreview(await aPartnership(), largePlan('våren 2027', count), {});
		const pages = [0, previewPageSize, 2 * previewPageSize].map((from) => html(preview, from));
		const titles = pages.map((page) =>
			[...page.matchAll(/<b>[\d.]+ (?:<[^>]*>)*Tiltak nummer (\d+)</g)].map(([, n]) => Number(n))
		);
		expect(titles.map((shown) => new Set(shown).size)).toEqual([previewPageSize, previewPageSize, 7]);
		expect(new Set(titles.flat()).size).toBe(count);
		for (const page of pages) expect(page).toContain(` av ${count}`);
		expect(pages[0]).toContain(`value="${previewPageSize}"`);
		expect(pages[2]).not.toContain(`value="${3 * previewPageSize}"`);
	});

	it('leads to the first measure of each area, with its counts', async () => {
		const preview = await readImportPreview(await aPartnership(), largePlan('våren 2027', 81), {});
		const buttons = [
			...html(preview).matchAll(/<li[^>]*>[^]*?value="(\d+)"[^>]*>([^<]*): ([^<]*)<\/button>/g)
		];
		expect(buttons.map(([, from, , counts]) => [from, counts])).toEqual([
			['0', '41 nye'],
			['41', '40 nye']
		]);
		for (const [, from, area] of buttons) {
			const page = html(preview, Number(from));
			expect(/<summary[^>]*>\s*([^<]*?)\s*</.exec(page.slice(page.indexOf('class="areas')))?.[1]).toBe(area);
		}
	});

	it('begins at the first measure where the file has become shorter', async () => {
		const preview = await readImportPreview(await aPartnership(), largePlan('våren 2027', 3), {});
		expect(html(preview, previewPageSize)).toContain('Tiltak nummer 0');
	});
});
