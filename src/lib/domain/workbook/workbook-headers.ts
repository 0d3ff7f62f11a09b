import type { WrittenForm } from '../localized';
import { measureCodePattern } from '../measure/measure';
import { columnLetters, isBlankCell, cellText, type WorksheetCell, type Worksheet } from './worksheet';
import { findColumn, type ColumnKey } from './workbook-columns';
import { parseCellCode } from './workbook-row-parser';

/** A column of a worksheet, by its letters and header. */
export interface ColumnHeader {
	letters: string;
	head: string;
}

/** The table of measures in a workbook. */
export interface WorkbookTable {
	sheet: string;
	/** Column keys by position; null for unknown headers. */
	columns: (ColumnKey | null)[];
	heads: ColumnHeader[];
	/** Columns with unknown headers. */
	ignored: ColumnHeader[];
	/** Columns with a header that an earlier column has. */
	twice: ColumnHeader[];
	/** Non-empty rows below the headers, with their numbers in the spreadsheet. */
	rows: { number: number; cells: WorksheetCell[] }[];
}

/** Characters of a header that are read. */
const maxHeaderLength = 200;

/** Last row that may hold the headers; titles and notes may precede them. */
const maxHeaderRow = 25;

/**
 * Finds the worksheet and the header row with the most known headers. Headers may take two rows, the upper
 * one merged over several columns.
 *
 * @returns null if no worksheet has columns for code and title
 */
export function findWorkbookTable(sheets: readonly Worksheet[], form: WrittenForm): WorkbookTable | null {
	let best: { sheet: Worksheet; first: number; heads: string[]; known: number } | null = null;
	for (const sheet of sheets)
		for (let at = 0; at < Math.min(maxHeaderRow, sheet.rows.length); at++)
			for (const { heads, rows } of readHeadersAt(sheet, at, form)) {
				const keys = new Set(heads.map((head) => findColumn(head, form)));
				const usable = keys.has('code') && (keys.has('title.nb') || keys.has('title.nn'));
				const known = keys.size - (keys.has(null) ? 1 : 0);
				if (usable && known > (best?.known ?? 0)) best = { sheet, first: at + rows, heads, known };
			}
	return best && createTable(best.sheet, best, form);
}

/** Returns the possible headers at a row: that row alone, or joined with the row below. */
function readHeadersAt(sheet: Worksheet, at: number, form: WrittenForm): { heads: string[]; rows: number }[] {
	const upper = sheet.rows[at] ?? [];
	const alone = { heads: Array.from(upper, headerText), rows: 1 };
	const lower = sheet.rows[at + 1];
	const code = alone.heads.findIndex((head) => findColumn(head, form) === 'code');
	// A row with a code holds a measure.
	if (
		!lower ||
		lower.every(isBlankCell) ||
		(code >= 0 && measureCodePattern.test(parseCellCode(lower[code])))
	)
		return [alone];
	let over = '';
	const heads = Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
		const [own, below] = [headerText(upper[index]), headerText(lower[index])];
		if (own) over = own;
		const joined = [over, below].filter(Boolean).join(' ');
		if (below && findColumn(joined, form)) return joined;
		return below || own;
	});
	return [alone, { heads, rows: 2 }];
}

/** Returns the text of a header cell. It is read many times, so a long text is cut. */
function headerText(cell: WorksheetCell | undefined): string {
	const text = typeof cell === 'string' ? cell.slice(0, maxHeaderLength) : cell;
	return cellText(text);
}

function createTable(
	sheet: Worksheet,
	header: { first: number; heads: readonly string[] },
	form: WrittenForm
): WorkbookTable {
	const seen = new Set<ColumnKey>();
	const heads = header.heads.map((head, index) => ({ letters: columnLetters(index), head }));
	const ignored: ColumnHeader[] = [];
	const twice: ColumnHeader[] = [];
	const columns = heads.map((head) => {
		const key = findColumn(head.head, form);
		if (key === null) {
			if (head.head) ignored.push(head);
			return null;
		}
		if (seen.has(key)) {
			twice.push(head);
			return null;
		}
		seen.add(key);
		return key;
	});
	const rows = sheet.rows
		.map((cells, index) => ({ number: index + 1, cells }))
		.slice(header.first)
		.filter(({ cells }) => columns.some((key, index) => key !== null && !isBlankCell(cells[index])));
	return { sheet: sheet.name, columns, heads, ignored, twice, rows };
}
