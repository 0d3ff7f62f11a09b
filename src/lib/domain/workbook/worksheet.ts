import type { CalendarDate } from '../calendar/calendar-date';
import { cleanText } from '../text/clean-text';

/**
 * A cell's value. A number whose format shows other digits has both: 1.1 shown as "1.10". An unusable cell has
 * the spreadsheet's error text ("#REF!").
 */
export type WorksheetCell =
	| string
	| number
	| boolean
	| { date: CalendarDate }
	| { number: number; shown: string }
	| { error: string }
	| null;

/** A worksheet's rows from row 1 and column A, or those of a table in a document. */
export interface Worksheet {
	/** The sheet's name, or the heading above the table; empty if there is none. */
	name: string;
	/** The table's number in a document with several, from 1. */
	table?: number;
	rows: WorksheetCell[][];
	/** Web addresses behind texts in the cells. */
	links?: CellLink[];
	/** Comments and footnotes, which no field is for, by row number. */
	comments?: { row: number | null; text: string }[];
	/** Empty cells filled with a colour of a traffic light, which some plans have for a status. */
	fills?: CellFill[];
	/** Parts that the spreadsheet hides, and that are read all the same. */
	hidden?: HiddenParts;
	/** Text around the tables of a document, which is not read. */
	around?: TextAround;
}

/** Colours of a traffic light, by which plans tell how a measure stands. */
export const cellColours = ['green', 'yellow', 'red'] as const;
export type CellColour = (typeof cellColours)[number];

/** The filling of an empty cell; rows and columns count from 0. */
export interface CellFill {
	row: number;
	column: number;
	colour: CellColour;
}

/** Paragraphs and notes outside a document's tables: their number, and how the first begins. */
export interface TextAround {
	paragraphs: number;
	first: string;
}

/** Hidden parts of a worksheet: itself, its rows with content, its columns by number, and texts in its cells. */
export interface HiddenParts {
	sheet: boolean;
	rows: number;
	columns: number[];
	texts?: string[];
}

/** Most hidden texts of a table that are told, and the most characters of each. */
const hiddenTextLimits = { texts: 20, characters: 80 };

/** Returns the hidden parts as they are told; undefined where nothing is hidden. */
export function hiddenParts(
	rows: number,
	columns: number[],
	texts: readonly string[]
): HiddenParts | undefined {
	const told = [...new Set(texts.map((text) => normalizeText(text).replace(/\s+/g, ' ')))].filter(Boolean);
	if (rows === 0 && columns.length === 0 && told.length === 0) return undefined;
	const short = told.slice(0, hiddenTextLimits.texts).map((text) => shorten(text));
	if (told.length > short.length) short.push('…');
	return { sheet: false, rows, columns, ...(short.length > 0 && { texts: short }) };
}

function shorten(text: string): string {
	const { characters } = hiddenTextLimits;
	return text.length > characters ? `${text.slice(0, characters - 1).toWellFormed()}…` : text;
}

/** A web address behind a text in a cell, by zero-based row and column. */
export interface CellLink {
	row: number;
	column: number;
	/** The linked part of the cell's text; empty for all of it. */
	text: string;
	address: string;
}

/** Returns a column's letters: 0 is "A", 25 is "Z", 26 is "AA". */
export function columnLetters(index: number): string {
	const last = String.fromCharCode(65 + (index % 26));
	return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** Normalizes a text as forms do: no invisible characters, uniform line breaks, trimmed. */
export function normalizeText(text: string): string {
	return cleanText(text).trim();
}

/** Returns a cell's value as text; empty if the cell is empty or unusable. */
export function cellText(cell: WorksheetCell | undefined): string {
	if (cell === null || cell === undefined) return '';
	if (typeof cell === 'string') return normalizeText(cell);
	if (typeof cell !== 'object') return String(cell);
	if ('number' in cell) return String(cell.number);
	return 'date' in cell ? cell.date.split('-').toReversed().join('.') : '';
}

/** Returns a cell's value as the spreadsheet shows it: a number with its trailing zeros. */
export function shownCellText(cell: WorksheetCell | undefined): string {
	return typeof cell === 'object' && cell !== null && 'shown' in cell ? cell.shown : cellText(cell);
}

/** A character that cleaning keeps: most texts begin with one, and need not be cleaned to be told from blank ones. */
const visible = /[!-~]/;

export function isBlankCell(cell: WorksheetCell | undefined): boolean {
	if (typeof cell === 'string' && visible.test(cell)) return false;
	return cellText(cell) === '' && !(typeof cell === 'object' && cell !== null && 'error' in cell);
}

/** Dashes or dots alone, with which people mark an empty cell. */
const emptyMark = /^\s*[-–—.…·]+\s*$/;
/** The same as a text: an apostrophe more than it has, as spreadsheets write a text. */
const escapedMark = /^\s*'+[-–—.…·]+\s*$/;

/** Returns a cell as a file has it: a text of dashes or dots alone is escaped, so that it is not read as empty. */
export function escapeEmptyMark(cell: WorksheetCell): WorksheetCell {
	return typeof cell === 'string' && (emptyMark.test(cell) || escapedMark.test(cell)) ? `'${cell}` : cell;
}

/** Reads a cell of a file: null if it has dashes or dots alone, the text itself if they are escaped. */
export function readEmptyMark(cell: WorksheetCell): WorksheetCell {
	if (typeof cell !== 'string') return cell;
	if (emptyMark.test(cell)) return null;
	return escapedMark.test(cell) ? cell.trim().slice(1) : cell;
}
