import { parseDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { ValidationError } from '$lib/domain/result';
import { parseNumber } from './fields/number-field';

/** Rows that one import may have, and characters a source may have. */
export const maxReadingRows = 1000;
const maxSourceLength = 200;

export interface ReadingRow {
	/** Its line in the text, from 1. */
	row: number;
	on: CalendarDate;
	value: number;
	source: string;
}

export type ReadingRows = { ok: true; rows: ReadingRow[] } | { ok: false; faults: ValidationError[] };

/** What the first line is called where it names the columns. */
const heading = /^(dato|date|dag|day)$/i;

/**
 * Reads readings as a spreadsheet gives them: a line each, `date;value;source`, with or without a heading.
 * Tabs will do instead of semicolons, and quotes may stand round what holds one.
 *
 * @returns every fault with its line's number as the field, and then no rows
 */
export function parseReadings(text: string): ReadingRows {
	const lines = text
		.replace(/^\ufeff/, '')
		.split(/\r\n?|\n/)
		.map((line, index) => ({ row: index + 1, cells: splitCells(line) }))
		.filter(({ cells }) => cells.some((cell) => cell !== ''))
		.filter(({ cells: [first = ''] }, index) => index > 0 || !heading.test(first));
	if (lines.length === 0) return { ok: false, faults: [{ field: '', code: 'required' }] };
	if (lines.length > maxReadingRows) return { ok: false, faults: [{ field: '', code: 'too-many-rows' }] };
	const days = new Set<CalendarDate>();
	const read = lines.map(({ row, cells }) => parseReadingRow(row, cells, days));
	const faults = read.flatMap((one) => ('code' in one ? [{ field: String(one.row), code: one.code }] : []));
	if (faults.length > 0) return { ok: false, faults };
	return { ok: true, rows: read.flatMap((one) => ('code' in one ? [] : [one])) };
}

/** @param days those read before, to which this row's is added */
function parseReadingRow(
	row: number,
	[date = '', value = '', source = '', ...more]: string[],
	days: Set<CalendarDate>
): ReadingRow | { row: number; code: string } {
	if (more.some((cell) => cell !== '')) return { row, code: 'too-many-cells' };
	const on = parseDate(date);
	if (!on) return { row, code: 'not-a-date' };
	const number = parseNumber(value);
	if (number === null) return { row, code: 'not-a-number' };
	if (source.length > maxSourceLength) return { row, code: 'too-long' };
	if (days.has(on)) return { row, code: 'day-twice' };
	days.add(on);
	return { row, on, value: number, source };
}

/** The cells of a line, without their quotes. */
function splitCells(line: string): string[] {
	const separator = line.includes(';') ? ';' : '\t';
	const cells: string[] = [];
	let cell = '';
	let quoted = false;
	for (let at = 0; at < line.length; at++) {
		const sign = line[at]!;
		if (sign === '"' && quoted && line[at + 1] === '"') {
			cell += '"';
			at++;
		} else if (sign === '"') quoted = !quoted;
		else if (sign === separator && !quoted) {
			cells.push(cell);
			cell = '';
		} else cell += sign;
	}
	return [...cells, cell].map((one) => one.trim());
}
