import { maxWorkbookRows } from '$lib/domain/workbook/workbook-comparison';
import { UploadError } from './upload-error';

/** The most columns of a sheet, more than any table of measures has. */
const maxColumns = 512;
/** The farthest cell that is read, with room for notes below the measures. */
export const cellLimits = { row: 2 * maxWorkbookRows, column: maxColumns };
/** The last row of an Excel sheet. */
const lastRow = 1_048_576;

/**
 * Parses a cell's address, "B3", into zero-based numbers.
 *
 * @throws UploadError if it is outside any sheet
 */
export function parseCellAddress(address: string): { row: number; column: number } {
	const [, letters, number] = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(address) ?? [];
	if (!letters) throw new UploadError('unreadable');
	const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
	return { row: parseRowNumber(number!) - 1, column: column - 1 };
}

/** @throws UploadError if there is no such row in any sheet */
export function parseRowNumber(text: string): number {
	const row = /^\d{1,7}$/.test(text) ? Number(text) : 0;
	if (row < 1 || row > lastRow) throw new UploadError('unreadable');
	return row;
}

/** @throws UploadError if a cell with content is outside the limits, which bound the table's memory */
export function checkCellLimits({ row, column }: { row: number; column: number }): void {
	if (row >= cellLimits.row) throw new UploadError('too-many-rows');
	if (column >= cellLimits.column) throw new UploadError('too-many-columns');
}
