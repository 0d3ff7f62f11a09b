import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import ImportPreview from '$lib/components/workbook/ImportPreview.svelte';
import type { WorkbookPreview } from '$lib/server/workbooks/comparison';
import { shownPreview } from '../../src/routes/edit/import/preview.server';
import { aPartnership } from '../support/partnership';
import { readImportPreview, toPlainCsv } from '../support/workbooks';

/** A plan of 340 measures in three areas; `deadline` is in every row. */
function largePlan(deadline: string): Buffer {
	const rows = Array.from({ length: 340 }, (_, index) => [
		String(1 + (index % 3)),
		`Tiltak nummer ${index}`,
		deadline,
		'Det som tiltaket går ut på. '.repeat(8)
	]);
	return toPlainCsv(['Område', 'Tiltak', 'Frist', 'Sammendrag'], ...rows);
}

function html(preview: WorkbookPreview): string {
	const state = { table: 'x', emptying: false, adopted: false, locale: 'nb' as const };
	const page = shownPreview(preview, { ...state, rounds: { running: false, periods: [] } });
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
	['an error in every row', 'en gang']
])('shows 340 rows with %s on a page that is short until it is unfolded', async (_what, deadline) => {
	const markup = html(await readImportPreview(await aPartnership(), largePlan(deadline), {}));
	expect(markup).toContain('Tiltak');
	const shown = unfolded(markup);
	const lines = shown.match(/<(?:p|li|tr|dt|dd|h\d|summary|option|button|label)\b/g) ?? [];
	// Ten screens of phones have about 150 such elements.
	expect(lines.length).toBeLessThan(150);
	expect(markup.length).toBeLessThan(1_000_000);
});
