import type { CalendarDate } from '../calendar/calendar-date';

/** A cell's value; an unusable cell has the spreadsheet's error text ("#REF!"). */
export type WorksheetCell = string | number | boolean | { date: CalendarDate } | { error: string } | null;

/** A worksheet's rows, from row 1 and column A of the spreadsheet. */
export interface Worksheet {
	name: string;
	rows: WorksheetCell[][];
}

/** Returns a column's letters: 0 is "A", 25 is "Z", 26 is "AA". */
export function columnLetters(index: number): string {
	const last = String.fromCharCode(65 + (index % 26));
	return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** Matches characters removed from texts: control characters other than tabs and line breaks. */
const controlCharacters = /[^\P{Cc}\t\n\r]/gu;

/** Normalizes a text as forms do: no control characters, uniform line breaks, trimmed. */
export function normalizeText(text: string): string {
	return text.toWellFormed().replace(controlCharacters, '').replace(/\r\n?/g, '\n').trim();
}

/** Returns a cell's value as text; empty if the cell is empty or unusable. */
export function cellText(cell: WorksheetCell | undefined): string {
	if (cell === null || cell === undefined) return '';
	if (typeof cell === 'string') return normalizeText(cell);
	if (typeof cell !== 'object') return String(cell);
	return 'date' in cell ? cell.date.split('-').toReversed().join('.') : '';
}

export function isBlankCell(cell: WorksheetCell | undefined): boolean {
	return cellText(cell) === '' && !(typeof cell === 'object' && cell !== null && 'error' in cell);
}
