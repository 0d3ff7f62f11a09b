import writeWorkbook, { type CellObject } from 'write-excel-file/node';
import type { DocumentCell, FigureFormat } from './model';
import type { DocumentSheet, DocumentSheetColumn } from './sheet';

/** Writes sheets as an Excel workbook (xlsx) with figures as numbers, dates as dates, and text as text. */
export async function writeExcel(sheets: readonly DocumentSheet[]): Promise<Uint8Array> {
	const written = sheets.map(({ name, columns, rows }) => ({
		sheet: name,
		data: [
			columns.map(({ heading }) => headingCell(heading)),
			...rows.map((row) => withHeight(row.map(excelCell), rowHeight(row, columns)))
		],
		orientation: 'landscape' as const,
		columns: columns.map(({ width }) => ({ width })),
		stickyRowsCount: 1
	}));
	return writeWorkbook(written, { fontFamily: 'Arial', fontSize: 10 }).toBuffer();
}

const numberFormats: Record<FigureFormat, string> = {
	count: '#,##0',
	percent: '0%',
	mean: '0.0',
	measured: 'General'
};

function headingCell(heading: string): CellObject {
	return {
		type: String,
		value: heading,
		fontWeight: 'bold',
		backgroundColor: '#E9EFF6',
		wrap: true,
		alignVertical: 'top'
	};
}

function excelCell(cell: DocumentCell): CellObject | null {
	if ('figure' in cell)
		return { type: Number, value: cell.figure, format: numberFormats[cell.form], ...alignTop };
	if ('date' in cell)
		return {
			type: Date,
			value: new Date(`${cell.date}T00:00:00.000Z`),
			format: 'dd.mm.yyyy',
			align: 'left',
			...alignTop
		};
	if (cell.text === '') return null;
	// The text format keeps Excel from reading a formula, also after the cell is edited.
	return { type: String, value: cell.text.slice(0, maxCellLength), format: '@', wrap: true, ...alignTop };
}

/** Returns a height for the longest text of a row, in points; not every program adjusts it on opening. */
function rowHeight(row: readonly DocumentCell[], columns: readonly DocumentSheetColumn[]): number {
	const lines = row.map(({ text }, index) => {
		const width = columns[index]?.width ?? 1;
		return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
	});
	return Math.min(maxRowHeight, 4 + 13 * Math.max(1, ...lines));
}

/** Excel's maximum row height, in points. */
const maxRowHeight = 409;

function withHeight([first, ...rest]: (CellObject | null)[], height: number): (CellObject | null)[] {
	return [{ ...(first ?? {}), height }, ...rest];
}

const alignTop = { alignVertical: 'top' } as const;

/** Excel's maximum cell length, in characters. */
const maxCellLength = 32_767;
