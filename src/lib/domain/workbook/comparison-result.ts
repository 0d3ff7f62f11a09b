import type { Status } from '../evaluation/evaluation';
import type { Localized } from '../localized';
import type { Lifecycle } from '../measure/measure';
import type { ColumnKey } from './column-keys';
import type { Recognition } from './import-answers';
import type { ColumnHeader, LeftOut } from './import-table';
import type { HiddenParts } from './worksheet';
import type { MeasureQuestion } from './measure-matching';
import type { CellErrorCode } from './cell-reader';
import type { WorkbookMeasure } from './workbook-row';

/** A validation error with its place in the workbook. */
export interface RowValidationError extends ColumnHeader {
	/** The sheet, or the heading above the table. */
	sheet: string;
	/** Row number in the spreadsheet. */
	row: number;
	/** The column's key; null if the header fits two columns. */
	column: ColumnKey | null;
	code: CellErrorCode | 'column-twice' | 'title-twice';
	value?: string;
	/** The row that already has the same code. */
	other?: number;
	/** The lifecycle change that is not allowed. */
	step?: { from: Lifecycle; to: Lifecycle };
}

/** A status in the file, and its words. */
interface StatusCell {
	value: Status | null;
	words: string;
}

interface AddedRow {
	sheet: string;
	row: number;
	measure: WorkbookMeasure;
	/** True if the code is the file's, and not a free one. */
	codeGiven: boolean;
	/** The code of the plan's measure with the same title. */
	sameTitle: string | null;
}

export interface ChangedRow {
	sheet: string;
	row: number;
	code: string;
	title: Localized;
	/** The fields that differ, before and after. */
	before: Partial<WorkbookMeasure>;
	after: Partial<WorkbookMeasure>;
}

/** Result of comparing a file with the plan: its changes, its errors and its questions. */
export interface WorkbookComparison {
	/** Names of the sheets that were read. */
	sheets: string[];
	added: AddedRow[];
	changed: ChangedRow[];
	/** Number of measures without changes. */
	unchanged: number;
	/** Measures of the plan missing in the file; they stay unchanged. */
	left: { code: string; title: Localized }[];
	/** Statuses of the measures in the file, by code. */
	statuses: { code: string; status: StatusCell }[];
	/** By row and column. */
	faults: RowValidationError[];
	/** Meanings of the file's columns, themes, names and status words. */
	recognitions: Recognition[];
	/** Rows whose code belongs to a measure with a wholly other title, with the answers given. */
	questions: MeasureQuestion[];
	/** Parts of the file that are not read, and why. */
	leftOut: LeftOut[];
	/** Sheets of which the spreadsheet hides something that is read. */
	hidden: ({ name: string } & HiddenParts)[];
}
