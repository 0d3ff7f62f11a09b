import { isCalendarDate } from '$lib/domain/calendar/calendar-date';
import { fillMergedCells, repeatLinks, type MergedCells } from '$lib/domain/workbook/merged-cells';
import { cellOfNumber } from '$lib/domain/workbook/number-format';
import {
	isBlankCell,
	type CellColour,
	type CellFill,
	type WorksheetCell
} from '$lib/domain/workbook/worksheet';
import { checkCellLimits, parseCellAddress, parseRowNumber } from './cell-address';
import { isTrue, parseXml } from './parse-xml';
import { UploadError } from './upload-error';

/** The parts of a workbook that its sheets refer to. */
export interface SheetContext {
	date1904: boolean;
	strings: readonly string[];
	/** Number formats, and colours of a traffic light, by style. */
	formats: readonly string[];
	colours: readonly (CellColour | null)[];
}

/** Characters of a cell: three times those that Excel takes. */
export const maxCellText = 100_000;

/** Bounds the ranges of merged cells: twenty in each row that is taken. */
const mostMerged = 100_000;

/** Bounds the filled cells that are kept: one of each row that is taken. */
const mostFills = 20_000;

/** A cell while it is read. */
interface OpenCell {
	row: number;
	column: number;
	type: string;
	style: number;
	value: string | null;
	inline: string | null;
	formula: boolean;
}

/** Returns the characters that Excel escapes in texts as _x000B_ (ECMA-376 22.9.2.19). */
export function unescapeXlsxText(text: string): string {
	return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

interface SheetContent {
	rows: WorksheetCell[][];
	/** Cells with a link, and the id of its relationship. */
	hyperlinks: { row: number; column: number; id: string }[];
	fills: CellFill[];
	hidden: { rows: number; columns: number[] };
}

/**
 * Reads the cells of a sheet, with merged cells repeated down their rows. Cells and rows without an address
 * follow the one before.
 *
 * @throws UploadError
 */
export function readSheet(xml: string, context: SheetContext): SheetContent {
	const hyperlinks: (MergedCells & { id: string })[] = [];
	const rows: WorksheetCell[][] = [];
	const hiddenRows = new Set<number>();
	const hiddenColumns: { from: number; to: number }[] = [];
	const merged: MergedCells[] = [];
	const fills: CellFill[] = [];
	let row = -1;
	let column = -1;
	let cell: OpenCell | null = null;
	let into: 'value' | 'inline' | null = null;
	let phonetic = 0;

	parseXml(xml, {
		open(element, { r, t = 'n', s = '0', ref = '', id, hidden, min, max }) {
			if (element === 'row') {
				row = r === undefined ? row + 1 : parseRowNumber(r) - 1;
				column = -1;
				if (isTrue(hidden)) hiddenRows.add(row);
			} else if (element === 'col' && isTrue(hidden))
				hiddenColumns.push({ from: Number(min) - 1, to: Number(max) - 1 });
			else if (element === 'c') {
				const place = r === undefined ? { row, column: column + 1 } : parseCellAddress(r);
				({ row, column } = place);
				cell = { ...place, type: t, style: Number(s), value: null, inline: null, formula: false };
			} else if (element === 'mergeCell') {
				if (merged.push(parseRange(ref)) > mostMerged) throw new UploadError('too-much-inside');
			} else if (element === 'hyperlink' && id) hyperlinks.push({ ...parseRange(ref), id });
			else if (!cell) return;
			else if (element === 'f') cell.formula = true;
			else if (element === 'v') into = 'value';
			else if (element === 'rPh') phonetic++;
			else if (element === 't' && phonetic === 0) into = 'inline';
		},
		close(element) {
			if (element === 'v' || element === 't') into = null;
			else if (element === 'rPh') phonetic--;
			else if (element === 'c' && cell) {
				const value = valueOf(cell, context);
				const colour = context.colours[cell.style];
				if (value === null && colour && fills.length < mostFills)
					fills.push({ row: Math.max(0, cell.row), column: cell.column, colour });
				place(rows, cell, value);
				cell = null;
			}
		},
		text(text) {
			if (!cell || !into) return;
			const all = (cell[into] ?? '') + text;
			if (all.length > maxCellText) throw new UploadError('too-much-inside');
			cell[into] = all;
		}
	});
	for (let at = 0; at < rows.length; at++) rows[at] ??= [];
	if (!fillMergedCells(rows, merged)) throw new UploadError('too-much-inside');
	const hidden = { rows: 0, columns: columnsWithin(rows, hiddenColumns) };
	for (const at of hiddenRows) if (rows[at]?.some((one) => !isBlankCell(one))) hidden.rows++;
	const links = hyperlinks.map(({ top, bottom, left, id }) => ({ row: top, bottom, column: left, id }));
	return { rows, hyperlinks: repeatLinks(links, merged, rows.length), fills, hidden };
}

/** Returns the columns within ranges that have content. */
function columnsWithin(
	rows: readonly WorksheetCell[][],
	ranges: readonly { from: number; to: number }[]
): number[] {
	const width = Math.max(0, ...rows.map((row) => row.length));
	return Array.from({ length: width }, (_, index) => index).filter(
		(index) =>
			ranges.some(({ from, to }) => index >= from && index <= to) &&
			rows.some((row) => !isBlankCell(row[index]))
	);
}

/** Puts a value in its place. Cells with formatting only may be anywhere and are left out. */
function place(rows: WorksheetCell[][], at: { row: number; column: number }, value: WorksheetCell): void {
	if (value === null) return;
	checkCellLimits(at);
	const cells = (rows[Math.max(0, at.row)] ??= []);
	while (cells.length < at.column) cells.push(null);
	cells[at.column] = value;
}

function parseRange(ref: string): MergedCells {
	const [first = '', last = first] = ref.split(':');
	const [from, to] = [parseCellAddress(first), parseCellAddress(last)];
	return { top: from.row, bottom: to.row, left: from.column };
}

function valueOf(cell: OpenCell, { date1904, strings, formats }: SheetContext): WorksheetCell {
	const { type, value, inline } = cell;
	if (type === 'e') return { error: value || '#' };
	if (cell.formula && value === null) return { error: '=' };
	if (type === 'inlineStr' || (value === null && inline !== null))
		return unescapeXlsxText(inline ?? '') || null;
	if (value === null) return null;
	if (type === 'str') return unescapeXlsxText(value) || null;
	if (value.trim() === '') return null;
	if (type === 's') return strings[Number(value)] ?? { error: '#' };
	if (type === 'b') return value.trim() === '1' || value.trim() === 'true';
	if (type === 'd') return isCalendarDate(value.slice(0, 10)) ? { date: value.slice(0, 10) } : { error: '#' };
	const number = Number(value);
	if (!Number.isFinite(number)) return { error: '#' };
	return cellOfNumber(number, formats[cell.style] ?? 'General', date1904);
}
