import type { CalendarDate } from '../calendar/calendar-date';

/** A cell as it was read: what cannot be used says why, in the words the spreadsheet shows ("#REF!"). */
export type WorksheetCell = string | number | boolean | { date: CalendarDate } | { error: string } | null;

/** A sheet by its rows: the first is the spreadsheet's row 1, the first cell its column A. */
export interface Worksheet {
	name: string;
	rows: WorksheetCell[][];
}

/** A column as spreadsheets name it: 0 is "A", 25 is "Z", 26 is "AA". */
export function columnLetters(index: number): string {
	const last = String.fromCharCode(65 + (index % 26));
	return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** What no text here holds: control characters other than tabs and ends of lines. */
const controlCharacters = /[^\P{Cc}\t\n\r]/gu;

/** A text as forms keep it: no control characters, ends of lines as one, nothing around it. */
export function normalizeText(text: string): string {
	return text.toWellFormed().replace(controlCharacters, '').replace(/\r\n?/g, '\n').trim();
}

/** What a cell says, as text; empty where it says nothing or cannot be used. */
export function cellText(cell: WorksheetCell | undefined): string {
	if (cell === null || cell === undefined) return '';
	if (typeof cell === 'string') return normalizeText(cell);
	if (typeof cell !== 'object') return String(cell);
	return 'date' in cell ? cell.date.split('-').toReversed().join('.') : '';
}

export function isBlankCell(cell: WorksheetCell | undefined): boolean {
	return cellText(cell) === '' && !(typeof cell === 'object' && cell !== null && 'error' in cell);
}
