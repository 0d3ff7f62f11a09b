import type { DocumentCell } from './model';

/** A sheet of a workbook: rows of cells under fixed headings. */
export interface DocumentSheet {
	/** Name on the sheet's tab, at most 31 characters. */
	name: string;
	columns: DocumentSheetColumn[];
	rows: DocumentCell[][];
}

export interface DocumentSheetColumn {
	heading: string;
	/** In characters. */
	width: number;
}
