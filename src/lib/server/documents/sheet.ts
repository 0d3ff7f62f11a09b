import type { DocumentCell } from './model';

/** A sheet of a workbook: rows of cells under headings that stay in sight. */
export interface DocumentSheet {
	/** At most 31 letters, as on the sheet's tab. */
	name: string;
	columns: DocumentSheetColumn[];
	rows: DocumentCell[][];
}

export interface DocumentSheetColumn {
	heading: string;
	/** In letters. */
	width: number;
}
