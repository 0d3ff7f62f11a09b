import { parseDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { ValidationError } from '$lib/domain/result';
import { parseNumber } from './fields/number-field';

/** Maximum rows of an import, and characters of a source. */
const maxReadingRows = 1000;
const maxSourceLength = 200;

interface ReadingRow {
	/** The line number in the text, from 1. */
	row: number;
	on: CalendarDate;
	value: number;
	source: string;
}

export type ReadingRows = { ok: true; rows: ReadingRow[] } | { ok: false; faults: ValidationError[] };

/** First header cell of a table of readings. */
const heading = /^(dato|date|dag|day)$/i;

/**
 * Parses readings, one line each: `date;value;source`, with or without a header line. Tabs may replace
 * semicolons, and cells may be quoted.
 *
 * @returns all errors by line number, or the rows if there are none
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

/** @param days the dates read so far; this row's is added */
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

/** Splits a line into cells, without their quotes. */
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
