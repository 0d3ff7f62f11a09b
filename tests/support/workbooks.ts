import type { Locale } from '../../src/lib/domain/localized';
import { measuresCsv, measuresWorkbook, type WorkbookLabels } from '../../src/lib/server/workbooks/export';
import { importMeasures } from '../../src/lib/server/workbooks/commands';
import {
	compareTables,
	loadComparedPlan,
	type WorkbookPreview
} from '../../src/lib/server/workbooks/comparison';
import { workbookReferences, workbookMeasures } from '../../src/lib/server/workbooks/queries';
import { readUpload } from '../../src/lib/server/workbooks/upload';
import type { ImportOptions } from '../../src/lib/domain/workbook/workbook-comparison';
import type { Worksheet } from '../../src/lib/domain/workbook/worksheet';
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
export async function readWorksheets(file: Uint8Array): Promise<Worksheet[]> {
	const read = await readUpload({ file });
	if (!read.ok) throw new Error(`The file was not read: ${read.fault}`);
	return read.tables;
}

/** What a file would do to the plan as it stands. */
export async function readImportPreview(
	partnership: Partnership,
	file: Uint8Array,
	options: ImportOptions = { emptying: true }
): Promise<WorkbookPreview> {
	const { db, now } = partnership.as('ssuLeader');
	const compared = await loadComparedPlan(db.read, await partnership.plan(), now);
	return compareTables(compared, await readWorksheets(file), options);
}

/** Previews a file and confirms what was shown. */
export async function importWorkbook(
	partnership: Partnership,
	file: Uint8Array,
	{ reason = 'Frå arbeidsboka', ...options }: ImportOptions & { reason?: string } = { emptying: true }
): Promise<Result<{ added: number; changed: number }>> {
	const tables = await readWorksheets(file);
	const { seal } = await readImportPreview(partnership, file, options);
	const input = { ...options, tables, seal, reason };
	return importMeasures(partnership.as('ssuLeader'), await partnership.plan(), input);
}

/** A table of plain texts as a file somebody made: neither our writer's words nor its order. */
export function toPlainCsv(...rows: string[][]): Buffer {
	return Buffer.from(rows.map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\r\n'));
}
