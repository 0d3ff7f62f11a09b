import type { WorksheetCell } from './worksheet';

/*
 * Comma-separated values as Norwegian Excel writes and reads them: semicolons, quotes doubled, lines
 * ending in CR LF.
 */

/**
 * What Excel takes for a formula where a file without types begins with it; also the wide forms that
 * some versions read the same way. An apostrophe before it makes it a text.
 */
const formulaStart = /^'*[=+\-@\t＝＋－＠]/u;

/** A table of texts as CSV. Nothing in it is run by a spreadsheet that opens it. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
	return rows.map((row) => `${row.map(escapeField).join(';')}\r\n`).join('');
}

function escapeField(text: string): string {
	const harmless = formulaStart.test(text) ? `'${text}` : text;
	return /[;"\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A text as it was before it was made harmless. */
function unescapeField(text: string): string {
	return text.startsWith("'") && formulaStart.test(text) ? text.slice(1) : text;
}

/**
 * Reads CSV with whatever separates its columns: semicolons, commas or tabs. A first line "sep=;" says
 * so itself, and is no row, as in Excel. Cells past `maxColumns` in a row are left out.
 */
export function readCsv(text: string, maxColumns = Infinity): WorksheetCell[][] {
	const said = /^sep=([;,\t])\r?\n/i.exec(text);
	const rest = said ? text.slice(said[0].length) : text;
	const rows: WorksheetCell[][] = [];
	let row: WorksheetCell[] = [];
	for (const { field, last } of splitCsvFields(rest, said?.[1] ?? detectSeparator(rest))) {
		if (row.length < maxColumns) row.push(field === '' ? null : unescapeField(field));
		if (!last) continue;
		rows.push(row);
		row = [];
	}
	return rows;
}

/** The separator that stands most often outside quotes before the first rows are over. */
function detectSeparator(text: string): string {
	const beginning = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '');
	const count = (separator: string) => beginning.split(separator).length;
	const candidates = [';', '\t', ','];
	return candidates.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** The fields one by one, each told whether it ends its row. */
function* splitCsvFields(text: string, separator: string): Generator<{ field: string; last: boolean }> {
	const plain = new RegExp(`[^${separator}\\r\\n]*`, 'y');
	let at = 0;
	while (at < text.length) {
		let field: string;
		if (text[at] === '"') {
			const end = findClosingQuote(text, at + 1);
			field = text.slice(at + 1, end).replaceAll('""', '"');
			at = end + 1;
		} else field = '';
		// What follows a closing quote belongs to the field all the same: nothing is lost.
		plain.lastIndex = at;
		const more = plain.exec(text)?.[0] ?? '';
		at += more.length;
		const separated = text[at] === separator;
		yield { field: field + more, last: !separated };
		if (separated && at + 1 === text.length) yield { field: '', last: true };
		at += text.startsWith('\r\n', at) ? 2 : 1;
	}
}

/** Where a quoted field ends; the end of the text where nobody closed it. */
function findClosingQuote(text: string, from: number): number {
	for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
		if (text[at + 1] !== '"') return at;
	return text.length;
}
