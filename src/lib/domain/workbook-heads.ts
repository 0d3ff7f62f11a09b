import type { WrittenForm } from './localized';
import { codePattern } from './measure';
import { columnName, isBlank, textOf, type Cell, type Sheet } from './sheet';
import { columnOf, type ColumnKey } from './workbook-columns';
import { codeIn } from './workbook-reading';

/** A column of a sheet, by the letters and the head it has there. */
export interface Head {
	letters: string;
	head: string;
}

/** Where the measures stand in a workbook. */
export interface Table {
	sheet: string;
	/** By place: what each column says, null where nobody knows. */
	columns: (ColumnKey | null)[];
	heads: Head[];
	/** Columns whose heads say nothing that is known. */
	ignored: Head[];
	/** Columns that say what an earlier one says already. */
	twice: Head[];
	/** The rows below the heads, with the number each has in the spreadsheet; empty ones are left out. */
	rows: { number: number; cells: Cell[] }[];
}

/** How far down heads are looked for: titles and notes may stand above them. */
const searched = 25;

/**
 * Finds the sheet and the row with the heads: the one where most of them are known. Heads may stand in two
 * rows, the upper one merged over several columns.
 *
 * @returns null where no sheet has a column for the code and one for the title
 */
export function findTable(sheets: readonly Sheet[], form: WrittenForm): Table | null {
	let best: { sheet: Sheet; first: number; heads: string[]; known: number } | null = null;
	for (const sheet of sheets)
		for (let at = 0; at < Math.min(searched, sheet.rows.length); at++)
			for (const { heads, rows } of headsAt(sheet, at, form)) {
				const keys = new Set(heads.map((head) => columnOf(head, form)));
				const usable = keys.has('code') && (keys.has('title.nb') || keys.has('title.nn'));
				const known = keys.size - (keys.has(null) ? 1 : 0);
				if (usable && known > (best?.known ?? 0)) best = { sheet, first: at + rows, heads, known };
			}
	return best && tableOf(best.sheet, best.first, best.heads, form);
}

/** What the heads would be if they began in a row: that row alone, or with the row below. */
function headsAt(sheet: Sheet, at: number, form: WrittenForm): { heads: string[]; rows: number }[] {
	const upper = sheet.rows[at] ?? [];
	const alone = { heads: Array.from(upper, (cell) => textOf(cell)), rows: 1 };
	const lower = sheet.rows[at + 1];
	const code = alone.heads.findIndex((head) => columnOf(head, form) === 'code');
	// A row with a code is a measure's.
	if (!lower || lower.every(isBlank) || (code >= 0 && codePattern.test(codeIn(lower[code])))) return [alone];
	let over = '';
	const heads = Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
		const [own, below] = [textOf(upper[index]), textOf(lower[index])];
		if (own) over = own;
		const joined = [over, below].filter(Boolean).join(' ');
		if (below && columnOf(joined, form)) return joined;
		return below || own;
	});
	return [alone, { heads, rows: 2 }];
}

function tableOf(sheet: Sheet, first: number, texts: readonly string[], form: WrittenForm): Table {
	const seen = new Set<ColumnKey>();
	const heads = texts.map((head, index) => ({ letters: columnName(index), head }));
	const ignored: Head[] = [];
	const twice: Head[] = [];
	const columns = heads.map((head) => {
		const key = columnOf(head.head, form);
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
		.filter(({ cells }) => columns.some((key, index) => key !== null && !isBlank(cells[index])));
	return { sheet: sheet.name, columns, heads, ignored, twice, rows };
}
