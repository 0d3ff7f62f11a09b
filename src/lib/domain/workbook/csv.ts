import { restWhenDue } from '../rest';
import type { WorksheetCell } from './worksheet';

/*
 * CSV as Norwegian Excel reads and writes it: semicolons, doubled quotes, lines ended by CR LF.
 */

/**
 * Matches text that Excel runs as a formula in CSV, full-width variants included. A leading apostrophe makes
 * it text.
 */
const formulaStart = /^'*[=+\-@\t＝＋－＠]/u;

/** Writes rows as CSV, with text that a spreadsheet would run as a formula escaped. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
	return rows.map((row) => `${row.map(escapeField).join(';')}\r\n`).join('');
}

function escapeField(text: string): string {
	const harmless = formulaStart.test(text) ? `'${text}` : text;
	return /[;"\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Removes the escape from a text that looks like a formula. */
function unescapeField(text: string): string {
	return text.startsWith("'") && formulaStart.test(text) ? text.slice(1) : text;
}

/**
 * Parses CSV separated by semicolons, tabs, commas or bars. A first line "sep=;" sets the separator, as in Excel.
 * Reading stops after the last row. Empty cells past the last column are dropped; a row with others has one column
 * more.
 */
export function readCsv(
	text: string,
	limits: { row: number; column: number } = { row: Infinity, column: Infinity }
): WorksheetCell[][] {
	const said = /^"?sep=([;,\t|])"?(?:\r\n?|\n)/i.exec(text);
	const rest = said ? text.slice(said[0].length) : text;
	const rows: WorksheetCell[][] = [];
	let row: WorksheetCell[] = [];
	for (const { field, last } of splitCsvFields(rest, said?.[1] ?? detectSeparator(rest))) {
		if (row.length < limits.column || (field.trim() !== '' && row.length === limits.column))
			row.push(field === '' ? null : unescapeField(field));
		if (!last) continue;
		restWhenDue();
		rows.push(row);
		if (rows.length >= limits.row) break;
		row = [];
	}
	return rows;
}

const separators = [';', '\t', ',', '|'];

/** Rows and characters from which the separator is detected. */
const detectionRows = 60;
const detectionCharacters = 60_000;

/**
 * Returns the separator that gives most rows the same number of fields. Signs are not counted: a text full of
 * commas agrees with no other row. A separator that leaves quotes inside fields comes after those that do not:
 * the lines of a long quoted text may agree with each other better than the rows do.
 */
function detectSeparator(text: string): string {
	const beginning = text.slice(0, detectionCharacters);
	const isCut = text.length > detectionCharacters;
	const detect = (separator: string) => {
		restWhenDue();
		const rows = new Map<number, number>();
		let [fields, torn, seen] = [0, false, 0];
		for (const { tornByQuote, last } of splitCsvFields(beginning, separator, isCut)) {
			fields++;
			torn ||= tornByQuote;
			if (!last) continue;
			rows.set(fields, (rows.get(fields) ?? 0) + 1);
			fields = 0;
			if (++seen >= detectionRows) break;
		}
		// Rows of one field are titles and notes, or texts without the separator.
		rows.delete(1);
		const counts = [...rows.values()];
		const most = Math.max(0, ...counts);
		return { separator, torn, agreement: 2 * most - counts.reduce((sum, count) => sum + count, 0) };
	};
	return separators
		.map(detect)
		.reduce((best, one) =>
			(one.torn === best.torn ? one.agreement > best.agreement : best.torn) ? one : best
		).separator;
}

interface CsvField {
	field: string;
	/** True if it ends its row. */
	last: boolean;
	/** True if it holds a quote without being quoted. */
	tornByQuote: boolean;
}

/**
 * Splits a text into fields. A field is quoted if its closing quote ends it; other quotes are part of the text, as
 * programs write it that do not quote: "Trygg hjem" – en rutine.
 *
 * @param isCut true if the text goes on, so that an open quote may be closed later
 */
function* splitCsvFields(text: string, separator: string, isCut = false): Generator<CsvField> {
	const plain = new RegExp(`[^${separator}\\r\\n]*`, 'y');
	let at = 0;
	while (at < text.length) {
		let field: string;
		let tornByQuote = false;
		const end = text[at] === '"' ? findClosingQuote(text, at + 1) : null;
		const next = end === null ? undefined : text[end + 1];
		const isQuoted =
			end !== null && (end < text.length ? next === undefined || `${separator}\r\n`.includes(next) : isCut);
		if (isQuoted) {
			field = text.slice(at + 1, end).replaceAll('""', '"');
			at = end + 1;
		} else {
			plain.lastIndex = at;
			field = plain.exec(text)?.[0] ?? '';
			at += field.length;
			tornByQuote = field.includes('"');
		}
		const separated = text[at] === separator;
		yield { field, last: !separated, tornByQuote };
		if (separated && at + 1 === text.length) yield { field: '', last: true, tornByQuote: false };
		at += text.startsWith('\r\n', at) ? 2 : 1;
	}
}

/** Returns the index of the closing quote, or the end of the text if it is missing. */
function findClosingQuote(text: string, from: number): number {
	for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
		if (text[at + 1] !== '"') return at;
	return text.length;
}
