import type { Cell } from './paper';

/** A sheet of a workbook: rows of cells under headings that stay in sight. */
export interface Sheet {
	/** At most 31 letters, as on the sheet's tab. */
	name: string;
	columns: SheetColumn[];
	rows: Cell[][];
}

export interface SheetColumn {
	heading: string;
	/** In letters. */
	width: number;
}
