import type { RequestEvent } from '@sveltejs/kit';
import { readCsv, writeCsv } from '$lib/domain/workbook/csv';
import { shownCellText, type WorksheetCell } from '$lib/domain/workbook/worksheet';
import { readUploadedFile } from '$lib/server/http/upload';
import { readUploadedTables } from '$lib/server/http/workbook';

/** Size limit in bytes of a text file; well above a thousand readings. */
const maxTextBytes = 200_000;

/** A file's rows, or the code of its error; null if no file was chosen. */
export type UploadedRows = { rows: WorksheetCell[][]; fault: null } | { rows: null; fault: string } | null;

/** Reads the first table with content of an uploaded file. A file that is too large is refused, never cut. */
export async function uploadedRows(event: RequestEvent, field: string): Promise<UploadedRows> {
	const file = await readUploadedFile(event.request.clone(), field);
	if (!file || file.length === 0) return null;
	const isText = file.subarray(0, 2).toString('latin1') !== 'PK';
	if (isText && file.length > maxTextBytes) return { rows: null, fault: 'text-too-large' };
	const read = await readUploadedTables(event, { file });
	if (!read.ok) return { rows: null, fault: read.fault };
	const filled = read.tables.find(({ rows }) => rows.length > 0);
	return filled ? { rows: filled.rows, fault: null } : { rows: null, fault: 'empty' };
}

/** Parses readings typed or pasted as text into rows. */
export function pastedRows(text: string): WorksheetCell[][] {
	return readCsv(text);
}

/** Returns rows as text for the form, line by line as in the file. */
export function rowsAsText(rows: readonly WorksheetCell[][]): string {
	return writeCsv(rows.map((row) => row.map((cell) => shownCellText(cell))));
}
