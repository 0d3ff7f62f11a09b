import type { WrittenForm } from '../localized';
import type { ColumnKey, ImportKey } from './column-keys';
import type { RecognitionLog } from './import-answers';
import { readEmptyMark, type WorksheetCell } from './worksheet';

/** A column of a table, by its letters and header. */
export interface ColumnHeader {
	letters: string;
	head: string;
}

/** A row of a table, with the theme rows above it. */
export interface ImportRow {
	/** Row number in the spreadsheet or the document's table. */
	number: number;
	cells: WorksheetCell[];
	/** Texts of the theme rows above, the nearest first. */
	themes: { text: string; row: number }[];
}

/** A table of measures in a file. */
export interface ImportTable {
	/** The sheet's name or the heading above. */
	sheet: string;
	heads: ColumnHeader[];
	/** Field of each column; null for columns that are not read. */
	columns: (ImportKey | null)[];
	/** Columns with the very header of an earlier column. */
	twice: ColumnHeader[];
	/** The row of the headers. */
	headRow: number;
	rows: ImportRow[];
}

/** Something in the file that is not read, and why. */
export interface LeftOut {
	sheet: string;
	row: number | null;
	text: string;
	reason:
		| 'empty-sheet'
		| 'no-measures'
		| 'footnote'
		| 'no-rows'
		| 'column'
		| 'skipped'
		| 'comment'
		| 'address'
		| 'around'
		| 'sum';
	rows?: number;
}

/** Context for finding tables in the sheets. */
export interface TableContext {
	form: WrittenForm;
	log: RecognitionLog;
	/** True if a text names an area of the plan. */
	isArea(text: string): boolean;
}

/** Returns the cells of a row by column. Columns for the note are returned apart, with their headings. */
export function cellsByColumn(
	table: ImportTable,
	row: ImportRow
): { cells: Map<ColumnKey | 'status', WorksheetCell>; extras: { head: string; cell: WorksheetCell }[] } {
	const cells = new Map<ColumnKey | 'status', WorksheetCell>();
	const extras: { head: string; cell: WorksheetCell }[] = [];
	table.columns.forEach((key, index) => {
		const cell = readEmptyMark(row.cells[index] ?? null);
		if (key === 'extra') extras.push({ head: table.heads[index]!.head, cell });
		else if (key) cells.set(key, cell);
	});
	return { cells, extras };
}
