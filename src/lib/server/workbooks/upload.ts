import { gunzipSync, gzipSync } from 'node:zlib';
import type { Worksheet } from '$lib/domain/workbook/worksheet';
import { readCsv } from '$lib/domain/workbook/csv';
import { maxWorkbookBytes, maxWorkbookRows } from '$lib/domain/workbook/workbook-comparison';
import { findWorkbookTable, type WorkbookTable } from '$lib/domain/workbook/workbook-headers';
import type { WrittenForm } from '$lib/domain/localized';
import { workbookTableSchema } from '$lib/forms/workbook';
import { cellLimits, readXlsx, WorkbookError } from './read-xlsx';
import { namesIn, ZipRefused } from '../zip';

/** Reasons why a file cannot be read. */
export type UploadErrorCode =
	| 'empty'
	| 'too-large'
	| 'too-many-rows'
	| 'too-much-inside'
	| 'unreadable'
	| 'old-or-locked'
	| 'macros'
	| 'open-document'
	| 'not-a-workbook'
	| 'no-heads'
	| 'no-rows';

export type UploadResult = { ok: true; table: WorkbookTable } | { ok: false; fault: UploadErrorCode };

/**
 * Reads the table of measures from an uploaded Excel or CSV file, detected by content. Nothing is stored or
 * run.
 *
 * @param form the written form of texts whose headings do not name one
 */
export async function readUpload(file: Buffer, form: WrittenForm): Promise<UploadResult> {
	if (file.length === 0) return { ok: false, fault: 'empty' };
	if (file.length > maxWorkbookBytes) return { ok: false, fault: 'too-large' };
	try {
		const fault = await unsupportedFormat(file);
		if (fault) return { ok: false, fault };
		const sheets = isZip(file) ? await readXlsx(file) : [csvSheet(file)];
		const table = findWorkbookTable(sheets, form);
		if (!table) return { ok: false, fault: 'no-heads' };
		if (table.rows.length === 0) return { ok: false, fault: 'no-rows' };
		if (table.rows.length > maxWorkbookRows) return { ok: false, fault: 'too-many-rows' };
		return { ok: true, table };
	} catch (error) {
		if (error instanceof ZipRefused || error instanceof WorkbookError)
			return { ok: false, fault: error.fault };
		throw error;
	}
}

function isZip(file: Buffer): boolean {
	return file.subarray(0, 2).toString('latin1') === 'PK';
}

/** Returns an error code for a file in an unsupported format, or null. */
async function unsupportedFormat(file: Buffer): Promise<UploadErrorCode | null> {
	// The container format of Excel before 2007 and of encrypted workbooks.
	if (file.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1') return 'old-or-locked';
	if (!isZip(file))
		return file.subarray(0, 4096).includes(0) && !hasUtf16Mark(file) ? 'not-a-workbook' : null;
	const names = await namesIn(file);
	if (names.some((name) => /vbaProject\.bin$/i.test(name))) return 'macros';
	if (names.includes('xl/workbook.xml')) return null;
	// Excel's binary format (.xlsb) has another workbook part.
	return names.includes('content.xml') && names.includes('mimetype') ? 'open-document' : 'not-a-workbook';
}

function hasUtf16Mark(file: Buffer): boolean {
	return file[0] === 0xff && file[1] === 0xfe;
}

/** Decodes CSV in the encodings Excel saves: UTF-8, UTF-16 ("Unicode text") and Windows-1252. */
function csvSheet(file: Buffer): Worksheet {
	const { row, column } = cellLimits;
	const rows = readCsv(decoded(file), { row: row + 1, column });
	if (rows.length > row) throw new WorkbookError('too-many-rows');
	return { name: '', rows };
}

function decoded(file: Buffer): string {
	if (hasUtf16Mark(file)) return new TextDecoder('utf-16le').decode(file);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(file);
	} catch {
		return new TextDecoder('windows-1252').decode(file);
	}
}

/** Packs a table for the form field between preview and confirmation, compressed. */
export function packTable(table: WorkbookTable): string {
	return gzipSync(JSON.stringify(table), { level: 9 }).toString('base64url');
}

/** The largest unpacked size of a packed table. */
const maxTableBytes = 64 * 1024 * 1024;

/** @returns null if the text is not a packed table */
export function unpackTable(packed: string): WorkbookTable | null {
	try {
		const json = gunzipSync(Buffer.from(packed, 'base64url'), { maxOutputLength: maxTableBytes }).toString(
			'utf8'
		);
		const parsed = workbookTableSchema.safeParse(JSON.parse(json));
		return parsed.success ? parsed.data : null;
	} catch {
		return null;
	}
}
