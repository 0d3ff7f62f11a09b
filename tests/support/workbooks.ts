import type { Locale } from '../../src/lib/domain/localized';
import { measuresCsv, measuresWorkbook, type WorkbookLabels } from '../../src/lib/server/workbooks/export';
import { importMeasures, previewImport, type WorkbookPreview } from '../../src/lib/server/workbooks/commands';
import { workbookReferences, workbookMeasures } from '../../src/lib/server/workbooks/queries';
import { readUpload } from '../../src/lib/server/workbooks/upload';
import type { WorkbookTable } from '../../src/lib/domain/workbook/workbook-headers';
import type { Result } from '../../src/lib/domain/result';
import type { Partnership } from './partnership';

/** Sheets named and not explained: what stands in the guide is the pages' to say. */
const minimalWorkbookTexts: WorkbookLabels = {
	measures: 'Tiltak',
	guide: 'Rettleiing',
	lists: 'Lister',
	heads: ['Kolonne', 'Kva', 'Døme'],
	lead: [],
	about: {}
};

/** The plan's measures as a workbook's bytes. */
export async function exportWorkbook({ db, plan }: Partnership, locale: Locale = 'nb'): Promise<Buffer> {
	const current = await plan();
	const rows = (await workbookMeasures(db.read, current.id)).map(({ row }) => row);
	return Buffer.from(
		await measuresWorkbook(rows, await workbookReferences(db.read, current), locale, minimalWorkbookTexts)
	);
}

/** As CSV. */
export async function exportCsv({ db, plan }: Partnership, locale: Locale = 'nb'): Promise<Buffer> {
	const current = await plan();
	const rows = (await workbookMeasures(db.read, current.id)).map(({ row }) => row);
	return Buffer.from(measuresCsv(rows, await workbookReferences(db.read, current), locale));
}

/** What a file holds; it must be readable. */
export async function readWorkbookTable(file: Uint8Array): Promise<WorkbookTable> {
	const read = await readUpload(Buffer.from(file), 'nb');
	if (!read.ok) throw new Error(`The file was not read: ${read.fault}`);
	return read.table;
}

/** What a file would do to the plan as it stands. */
export async function readImportPreview(
	{ db, plan }: Partnership,
	file: Uint8Array
): Promise<WorkbookPreview> {
	return previewImport(db.read, await plan(), await readWorkbookTable(file));
}

/** Previews a file and confirms what was shown. */
export async function importWorkbook(
	partnership: Partnership,
	file: Uint8Array,
	reason = 'Frå arbeidsboka'
): Promise<Result<{ added: number; changed: number }>> {
	const table = await readWorkbookTable(file);
	const { seal } = await readImportPreview(partnership, file);
	return importMeasures(partnership.as('ssuLeader'), await partnership.plan(), { table, seal, reason });
}

/** A table of plain texts as a file somebody made: neither our writer's words nor its order. */
export function toPlainCsv(...rows: string[][]): Buffer {
	return Buffer.from(rows.map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\r\n'));
}
