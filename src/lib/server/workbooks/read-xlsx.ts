import { zipSync } from 'fflate';
import readWorkbook from 'read-excel-file/universal';
import { maxWorkbookRows } from '$lib/domain/workbook/workbook-comparison';
import type { WorksheetCell, Worksheet } from '$lib/domain/workbook/worksheet';
import { unzip } from '../zip';

/** What a workbook's parts may come to, unpacked. */
const maxUnpackedBytes = 48 * 1024 * 1024;
/** More columns than any table of measures has, with room for columns of their own. */
export const maxColumns = 512;
/** The sheet a cell must lie in to be read: notes below the measures have room. */
const cellLimits = { row: 2 * maxWorkbookRows, column: maxColumns };
/** The last row there is in a spreadsheet. */
const lastRow = 1_048_576;

export class WorkbookError extends Error {
	constructor(readonly fault: 'too-many-rows' | 'unreadable') {
		super(fault);
	}
}

/** Parts that say what stands in the cells. Pictures, macros and whatever else there is are never unpacked. */
const sheetParts =
	/^xl\/(?!(?:media|drawings|charts|theme|externalLinks|comments|printerSettings)\/)[^]*\.(?:xml|rels)$/i;

/**
 * Reads the sheets of an Excel workbook. Nothing in it is run: of a formula the value that was saved with it
 * is read, and a cell without one says so.
 *
 * @throws ZipRefused, WorkbookRefused
 */
export async function readXlsx(file: Buffer): Promise<Worksheet[]> {
	const parts = await unzip(file, { wanted: (name) => sheetParts.test(name), maxBytes: maxUnpackedBytes });
	const harmless: Record<string, Uint8Array> = {};
	for (const [name, content] of parts)
		harmless[name] = /\.rels$|sharedStrings|styles/i.test(name)
			? content
			: Buffer.from(boundedSheetXml(content.toString('utf8')));
	// The reader opens archives only: what was unpacked within bounds is put into one that cannot grow.
	const archive = zipSync(harmless, { level: 0 });
	try {
		const sheets = await readWorkbook(new Blob([archive]), { trim: false });
		return sheets.map(({ sheet, data }) => ({
			name: sheet,
			rows: (data ?? []).map((row) => row.map(cellOf))
		}));
	} catch {
		// Whatever it is that the reader stumbles over, it is the file's doing.
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
/** A formula and the value saved with it, or the value alone. */
const content =
	/\s*(<(?:[\w.-]+:)?f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/[^<>]*>))?\s*(?:<(?:[\w.-]+:)?v(?:\s[^<>]*)?>([^<]*)<)?/y;
/** No tag of a cell or row is longer. */
const maxTagLength = 1000;

/** Stands before what a cell shows instead of a value. Nobody types it. */
const errorMark = '\uE0FF!';

/**
 * A sheet's XML with every cell within bounds: the reader makes a table as large as the farthest cell asks
 * for. Cells that show an error, or a formula nobody has calculated, say so instead of being empty.
 *
 * @throws WorkbookRefused where a cell lies too far out, or where it lies is written in a way that no
 *   spreadsheet does
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
			// The value itself follows and is passed over: what is inline comes first.
			const [open, close] = [`<${prefix}`, `</${prefix}`];
			return `${open}c r="${place}" t="inlineStr">${open}is>${open}t>${errorMark}${error}${close}t>${close}is>`;
		}
	);
	if (tags !== (xml.match(anyTag)?.length ?? 0)) throw new WorkbookError('unreadable');
	return checked;
}

/** Attributes by name, without the prefixes of their namespaces: so does the reader take them. */
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
	// Cells that are only coloured may lie anywhere.
	if (empty) return;
	const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
	if (Number(row) > cellLimits.row) throw new WorkbookError('too-many-rows');
	if (column > cellLimits.column) throw new WorkbookError('unreadable');
}

/** What a cell shows instead of a value: "#REF!", or its formula's sign where nobody has calculated it. */
function cellError(xml: string, from: number, type: string | undefined): string | null {
	content.lastIndex = from;
	const [, formula, value] = content.exec(xml) ?? [];
	if (type === 'e') return value || '#';
	return formula !== undefined && value === undefined ? '=' : null;
}

/** A cell as the rest of the house knows it. A date is the calendar's: it has no time and no zone to drift in. */
function cellOf(value: unknown): WorksheetCell {
	if (value === null || value === undefined) return null;
	if (value instanceof Date) {
		// Excel counts days in binary fractions: midnight may lie a hair before itself.
		const moment = Math.round(value.getTime() / 1000) * 1000;
		return Number.isNaN(moment) ? { error: '#' } : { date: new Date(moment).toISOString().slice(0, 10) };
	}
	if (typeof value === 'number' || typeof value === 'boolean') return value;
	if (typeof value !== 'string') return { error: '#' };
	return value.startsWith(errorMark) ? { error: value.slice(errorMark.length) } : value;
}
