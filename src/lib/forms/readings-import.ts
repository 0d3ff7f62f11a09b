import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { parseReadingDate } from '$lib/domain/calendar/deadline';
import { parseGapSign, type ReadingValue } from '$lib/domain/indicator';
import type { ValidationError } from '$lib/domain/result';
import { cellText, type WorksheetCell } from '$lib/domain/workbook/worksheet';
import { isAmbiguousNumber, parseNumber } from './fields/number-field';

/** Maximum rows of an import, and characters of a source. */
const maxReadingRows = 1000;
const maxSourceLength = 200;

interface ReadingRow {
	/** The row number in the table, from 1. */
	row: number;
	on: CalendarDate;
	value: ReadingValue;
	source: string;
}

export type ReadingRows = { ok: true; rows: ReadingRow[] } | { ok: false; faults: ValidationError[] };

/** First header cell of a table of readings. */
const heading = /^(dato|date|dag|day|år|periode|tid|måned|månad|kvartal)$/i;

/** Sign of official statistics for nothing, which may also be a cell left out. */
const nullSign = /^[-–]$/;

/**
 * Parses readings, one row each: date, value and source, with or without a header row. A year, month or
 * quarter as the date means its last day.
 *
 * @returns all errors by row number, or the rows if there are none
 */
export function parseReadings(table: readonly (readonly WorksheetCell[])[]): ReadingRows {
	const rows = table
		.map((cells, index) => ({ row: index + 1, cells: cells.map((cell) => toLine(cell)), raw: cells }))
		.filter(({ cells }) => cells.some((cell) => cell !== ''))
		.filter(({ cells: [first = ''] }, index) => index > 0 || !heading.test(first));
	if (rows.length === 0) return { ok: false, faults: [{ field: '', code: 'required' }] };
	if (rows.length > maxReadingRows) return { ok: false, faults: [{ field: '', code: 'too-many-rows' }] };
	const days = new Set<CalendarDate>();
	const read = rows.map((one) => parseReadingRow(one, days));
	const faults = read.flatMap((one) => ('code' in one ? [{ field: String(one.row), code: one.code }] : []));
	if (faults.length > 0) return { ok: false, faults };
	return { ok: true, rows: read.flatMap((one) => ('code' in one ? [] : [one])) };
}

function toLine(cell: WorksheetCell): string {
	return cellText(cell).replace(/\s+/g, ' ');
}

/** @param days the dates read so far; this row's is added */
function parseReadingRow(
	{ row, cells, raw }: { row: number; cells: string[]; raw: readonly WorksheetCell[] },
	days: Set<CalendarDate>
): ReadingRow | { row: number; code: string } {
	const [date = '', value = '', source = '', ...more] = cells;
	if (more.some((cell) => cell !== '')) return { row, code: 'too-many-cells' };
	const on = parseReadingDate(date);
	if (!on) return { row, code: 'not-a-date' };
	if (nullSign.test(value)) return { row, code: 'statistics-sign' };
	// A number of a spreadsheet is certain; a text such as "1.234" may be 1234 or 1,234.
	const certain = cellNumber(raw[1]);
	if (certain === null && isAmbiguousNumber(value)) return { row, code: 'ambiguous-number' };
	const number = certain ?? parseGapSign(value) ?? parseNumber(value);
	if (number === null) return { row, code: 'not-a-number' };
	if (source.length > maxSourceLength) return { row, code: 'too-long' };
	if (days.has(on)) return { row, code: 'day-twice' };
	days.add(on);
	return { row, on, value: number, source };
}

function cellNumber(cell: WorksheetCell | undefined): number | null {
	if (typeof cell === 'number') return cell;
	return typeof cell === 'object' && cell !== null && 'number' in cell ? cell.number : null;
}
