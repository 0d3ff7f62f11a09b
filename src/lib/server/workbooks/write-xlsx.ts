import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import writeWorkbook, { type CellObject, type Sheet as WrittenSheet } from 'write-excel-file/node';
import { columnLetters, type WorksheetCell } from '$lib/domain/workbook/worksheet';

/** A sheet to write, with a frozen heading row and column widths in characters. */
export interface WorkbookSheet {
	name: string;
	heads: string[];
	rows: WorksheetCell[][];
	widths: number[];
	/** The number of frozen columns on the left. */
	fixed?: number;
	/** Choice lists by column, on the sheet that `choices` names. */
	choices?: { column: number; from: string }[];
}

/**
 * The earliest time an archive can store, in local time, so that a workbook's bytes depend only on its
 * content.
 */
const archiveTime = () => new Date(1980, 0, 1);

/** The first day of Excel's calendar that is correct; earlier dates are written as text. */
const firstExcelDay = '1900-03-01';

const headStyle = {
	fontWeight: 'bold',
	backgroundColor: '#E8EEF4',
	wrap: true,
	alignVertical: 'top'
} as const;
const cellStyle = { alignVertical: 'top', wrap: true } as const;

/**
 * Writes a workbook. Text cells stay text: a value that begins with "=" is never run, even after editing. The
 * same sheets give the same bytes.
 */
export async function writeXlsx(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
	const file = await writeWorkbook(
		sheets.map(({ name, heads, rows, widths, fixed = 0 }): WrittenSheet<never> => ({
			sheet: name,
			columns: widths.map((width) => ({ width })),
			stickyRowsCount: 1,
			stickyColumnsCount: fixed,
			data: [
				heads.map((text): CellObject => ({ value: escapeText(text), type: String, ...headStyle })),
				...rows.map((row) => row.map(cellFor))
			]
		}))
	).toBuffer();
	const parts: Record<string, Uint8Array> = unzipSync(file);
	sheets.forEach(({ choices = [], rows }, index) => {
		const name = `xl/worksheets/sheet${index + 1}.xml`;
		if (choices.length > 0) parts[name] = withChoices(parts[name]!, choices, Math.max(rows.length + 1, 500));
	});
	return zipSync(parts, { mtime: archiveTime() });
}

function cellFor(cell: WorksheetCell): CellObject | null {
	if (cell === null) return { ...cellStyle, format: '@', type: String };
	if (typeof cell === 'string') return { ...cellStyle, value: escapeText(cell), type: String, format: '@' };
	if (typeof cell === 'number') return { ...cellStyle, value: cell, type: Number };
	if (typeof cell === 'boolean') return { ...cellStyle, value: cell, type: Boolean };
	if ('error' in cell) return null;
	if ('number' in cell) return cellFor(cell.number);
	if (cell.date < firstExcelDay) return cellFor(cell.date);
	return { ...cellStyle, value: new Date(`${cell.date}T00:00:00Z`), type: Date, format: 'dd.mm.yyyy' };
}

/** Characters that XML forbids or discourages, and text that looks like an escape. */
const unwritableCharacters =
	/[\p{Cc}\uFDD0-\uFDEF\uFFFD-\uFFFF\u{1FFFE}\u{1FFFF}\u{2FFFE}\u{2FFFF}\u{3FFFE}\u{3FFFF}\u{4FFFE}\u{4FFFF}\u{5FFFE}\u{5FFFF}\u{6FFFE}\u{6FFFF}\u{7FFFE}\u{7FFFF}\u{8FFFE}\u{8FFFF}\u{9FFFE}\u{9FFFF}\u{AFFFE}\u{AFFFF}\u{BFFFE}\u{BFFFF}\u{CFFFE}\u{CFFFF}\u{DFFFE}\u{DFFFF}\u{EFFFE}\u{EFFFF}\u{FFFFE}\u{FFFFF}\u{10FFFE}\u{10FFFF}]|_(?=x[0-9A-Fa-f]{4}_)/gu;

/** Escapes a text as ST_Xstring (ECMA-376), so that it reads back unchanged. */
function escapeText(text: string): string {
	const escaped = text.replace(unwritableCharacters, (found) =>
		/[\t\n]/.test(found)
			? found
			: [...Array(found.length).keys()].map((index) => escapeOf(found, index)).join('')
	);
	// The writer stores texts in an object by name, where "constructor" already exists.
	return escaped in {} ? escapeOf(escaped, 0) + escaped.slice(1) : escaped;
}

function escapeOf(text: string, index: number): string {
	return `_x${text.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** Adds choice lists to columns. Other values can be typed; the import checks them. */
function withChoices(
	sheet: Uint8Array,
	choices: NonNullable<WorkbookSheet['choices']>,
	lastRow: number
): Uint8Array {
	const lists = choices.map(({ column, from }) => {
		const letters = columnLetters(column);
		return (
			`<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${letters}2:${letters}${lastRow}">` +
			`<formula1>${from}</formula1></dataValidation>`
		);
	});
	const all = `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
	return strToU8(strFromU8(sheet).replace('</sheetData>', `</sheetData>${all}`));
}
