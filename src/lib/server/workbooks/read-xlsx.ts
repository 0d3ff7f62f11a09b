import { zipSync } from 'fflate';
import readWorkbook from 'read-excel-file/universal';
import { maxWorkbookRows } from '$lib/domain/workbook/workbook-comparison';
import type { WorksheetCell, Worksheet } from '$lib/domain/workbook/worksheet';
import { unzip } from '../zip';

/** The largest unpacked size of a workbook's parts. */
const maxUnpackedBytes = 48 * 1024 * 1024;
/** The most columns of a sheet, more than any table of measures has. */
const maxColumns = 512;
/** The farthest cell that is read, with room for notes below the measures. */
export const cellLimits = { row: 2 * maxWorkbookRows, column: maxColumns };
/** The last row of an Excel sheet. */
const lastRow = 1_048_576;

export class WorkbookError extends Error {
	constructor(readonly fault: 'too-many-rows' | 'unreadable') {
		super(fault);
	}
}

/** The parts with cell contents. Pictures, macros and other parts are never unpacked. */
const sheetParts =
	/^xl\/(?!(?:media|drawings|charts|theme|externalLinks|comments|printerSettings)\/)[^]*\.(?:xml|rels)$/i;

/**
 * Reads the sheets of an Excel workbook. Formulas are not run: their saved values are read, and a formula
 * without one becomes an error cell.
 *
 * @throws ZipRefused, WorkbookError
 */
export async function readXlsx(file: Buffer): Promise<Worksheet[]> {
	const parts = await unzip(file, { wanted: (name) => sheetParts.test(name), maxBytes: maxUnpackedBytes });
	const harmless: Record<string, Uint8Array> = {};
	for (const [name, content] of parts)
		harmless[name] = /\.rels$|sharedStrings|styles/i.test(name)
			? content
			: Buffer.from(boundedSheetXml(content.toString('utf8')));
	// The reader only opens archives, so the bounded parts are packed again, uncompressed.
	const archive = zipSync(harmless, { level: 0 });
	try {
		const sheets = await readWorkbook(new Blob([archive]), { trim: false });
		return sheets.map(({ sheet, data }) => ({
			name: sheet,
			rows: (data ?? []).map((row) => row.map(cellOf))
		}));
	} catch {
		// Any other reader error means that the file is invalid.
		throw new WorkbookError('unreadable');
	}
}

/*
 * No expression below goes past the next "<" but one: a file that never closes what it opens is read in
 * the time its length takes, not the square of it.
 */
const tag = /<((?:[\w.-]+:)?)(row|c)(?=[\s/>])((?:[^"'<>]|"[^"<]*"|'[^'<]*')*?)(\/?)>/g;
const anyTag = /<(?:[^\s/<>:]*:)?(?:row|c)(?=[\s/>])/g;
const attribute = /([^\s=/"']+)\s*=\s*("[^"]*"|'[^']*')/g;
/** A formula with its saved value, or a value alone. */
const content =
	/\s*(<(?:[\w.-]+:)?f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/[^<>]*>))?\s*(?:<(?:[\w.-]+:)?v(?:\s[^<>]*)?>([^<]*)<)?/y;
/** The longest tag of a cell or row. */
const maxTagLength = 1000;

/** Prefix of error cells: a private-use character that nobody types. */
const errorMark = '\uE0FF!';

/**
 * Returns a sheet's XML with error cells marked, after checking that all cells are within bounds: the reader
 * allocates a table up to the farthest cell.
 *
 * @throws WorkbookError if a cell is out of bounds or its address is invalid
 */
function boundedSheetXml(xml: string): string {
	if (!xml.includes('sheetData')) return xml;
	let tags = 0;
	const checked = xml.replace(
		tag,
		(whole, prefix: string, name: string, attributes: string, closed: string, at: number) => {
			tags++;
			const all = attributesIn(attributes);
			const place = all.get('r');
			if (name === 'row') {
				checkRow(place ?? '1');
				return whole;
			}
			const empty = closed === '/';
			checkCell(place ?? '', empty);
			const error = empty ? null : cellError(xml, at + whole.length, all.get('t'));
			if (error === null) return whole;
			// Inline text comes first, so the reader skips the value that follows.
			const [open, close] = [`<${prefix}`, `</${prefix}`];
			return `${open}c r="${place}" t="inlineStr">${open}is>${open}t>${errorMark}${error}${close}t>${close}is>`;
		}
	);
	if (tags !== (xml.match(anyTag)?.length ?? 0)) throw new WorkbookError('unreadable');
	return checked;
}

/** Returns attributes by name without namespace prefixes, as the reader does. */
function attributesIn(text: string): Map<string, string> {
	if (text.length > maxTagLength) throw new WorkbookError('unreadable');
	const all = new Map<string, string>();
	for (const [, name = '', value = ''] of text.matchAll(attribute)) {
		const bare = name.slice(name.indexOf(':') + 1);
		if (bare === 'r' && all.has('r')) throw new WorkbookError('unreadable');
		all.set(bare, value.slice(1, -1));
	}
	return all;
}

function checkRow(row: string): void {
	if (!/^\d{1,7}$/.test(row) || Number(row) > lastRow) throw new WorkbookError('unreadable');
}

function checkCell(address: string, empty: boolean): void {
	const [, letters, row] = /^([A-Z]{1,3})(\d{1,7})$/.exec(address) ?? [];
	if (!letters || Number(row) > lastRow) throw new WorkbookError('unreadable');
	// Cells with formatting only may be anywhere.
	if (empty) return;
	const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
	if (Number(row) > cellLimits.row) throw new WorkbookError('too-many-rows');
	if (column > cellLimits.column) throw new WorkbookError('unreadable');
}

/** Returns the cell's error such as "#REF!", or "=" for a formula without a saved value; else null. */
function cellError(xml: string, from: number, type: string | undefined): string | null {
	content.lastIndex = from;
	const [, formula, value] = content.exec(xml) ?? [];
	if (type === 'e') return value || '#';
	return formula !== undefined && value === undefined ? '=' : null;
}

/** Converts a cell value. A date becomes a calendar date, without time or zone. */
function cellOf(value: unknown): WorksheetCell {
	if (value === null || value === undefined) return null;
	if (value instanceof Date) {
		// Excel stores days as binary fractions, so midnight may be slightly less.
		const moment = Math.round(value.getTime() / 1000) * 1000;
		return Number.isNaN(moment) ? { error: '#' } : { date: new Date(moment).toISOString().slice(0, 10) };
	}
	if (typeof value === 'number' || typeof value === 'boolean') return value;
	if (typeof value !== 'string') return { error: '#' };
	return value.startsWith(errorMark) ? { error: value.slice(errorMark.length) } : value;
}
