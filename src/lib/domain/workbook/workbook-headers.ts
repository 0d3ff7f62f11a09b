import type { WrittenForm } from '../localized';
import { measureCodePattern } from '../measure/measure';
import { columnLetters, isBlankCell, cellText, type WorksheetCell, type Worksheet } from './worksheet';
import { findColumn, type ColumnKey } from './workbook-columns';
import { parseCellCode } from './workbook-row-parser';

/** A column of a sheet, by the letters and the head it has there. */
export interface ColumnHeader {
	letters: string;
	head: string;
}

/** Where the measures stand in a workbook. */
export interface WorkbookTable {
	sheet: string;
	/** By place: what each column says, null where nobody knows. */
	columns: (ColumnKey | null)[];
	heads: ColumnHeader[];
	/** Columns whose heads say nothing that is known. */
	ignored: ColumnHeader[];
	/** Columns that say what an earlier one says already. */
	twice: ColumnHeader[];
	/** The rows below the heads, with the number each has in the spreadsheet; empty ones are left out. */
	rows: { number: number; cells: WorksheetCell[] }[];
}

/** How far down heads are looked for: titles and notes may stand above them. */
const maxHeaderRow = 25;

/**
 * Finds the sheet and the row with the heads: the one where most of them are known. Heads may stand in two
 * rows, the upper one merged over several columns.
 *
 * @returns null where no sheet has a column for the code and one for the title
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
	return best && createTable(best.sheet, best.first, best.heads, form);
}

/** What the heads would be if they began in a row: that row alone, or with the row below. */
function readHeadersAt(sheet: Worksheet, at: number, form: WrittenForm): { heads: string[]; rows: number }[] {
	const upper = sheet.rows[at] ?? [];
	const alone = { heads: Array.from(upper, (cell) => cellText(cell)), rows: 1 };
	const lower = sheet.rows[at + 1];
	const code = alone.heads.findIndex((head) => findColumn(head, form) === 'code');
	// A row with a code is a measure's.
	if (
		!lower ||
		lower.every(isBlankCell) ||
		(code >= 0 && measureCodePattern.test(parseCellCode(lower[code])))
	)
		return [alone];
	let over = '';
	const heads = Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
		const [own, below] = [cellText(upper[index]), cellText(lower[index])];
		if (own) over = own;
		const joined = [over, below].filter(Boolean).join(' ');
		if (below && findColumn(joined, form)) return joined;
		return below || own;
	});
	return [alone, { heads, rows: 2 }];
}

function createTable(
	sheet: Worksheet,
	first: number,
	texts: readonly string[],
	form: WrittenForm
): WorkbookTable {
	const seen = new Set<ColumnKey>();
	const heads = texts.map((head, index) => ({ letters: columnLetters(index), head }));
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
		.slice(first)
		.filter(({ cells }) => columns.some((key, index) => key !== null && !isBlankCell(cells[index])));
	return { sheet: sheet.name, columns, heads, ignored, twice, rows };
}
