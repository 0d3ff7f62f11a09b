import { gunzipSync, gzipSync } from 'node:zlib';
import type { Worksheet } from '$lib/domain/workbook/worksheet';
import { readCsv } from '$lib/domain/workbook/csv';
import { maxWorkbookBytes, maxWorkbookRows } from '$lib/domain/workbook/workbook-comparison';
import { findWorkbookTable, type WorkbookTable } from '$lib/domain/workbook/workbook-headers';
import type { WrittenForm } from '$lib/domain/localized';
import { workbookTableSchema } from '$lib/forms/workbook';
import { maxColumns, readXlsx, WorkbookError } from './read-xlsx';
import { namesIn, ZipRefused } from '../zip';

/** Why a file is not read at all. */
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
 * Reads the measures' table out of an uploaded file, Excel or CSV, told apart by what is in them and never by
 * their names. Nothing of it is kept or run.
 *
 * @param form the written form of texts whose heads do not say
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

/** What is no workbook we read, and what it seems to be instead. */
async function unsupportedFormat(file: Buffer): Promise<UploadErrorCode | null> {
	// The container of Excel before 2007, and of workbooks with a password.
	if (file.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1') return 'old-or-locked';
	if (!isZip(file))
		return file.subarray(0, 4096).includes(0) && !hasUtf16Mark(file) ? 'not-a-workbook' : null;
	const names = await namesIn(file);
	if (names.some((name) => /vbaProject\.bin$/i.test(name))) return 'macros';
	if (names.includes('xl/workbook.xml')) return null;
	// Excel's binary form has a workbook of another kind.
	return names.includes('content.xml') && names.includes('mimetype') ? 'open-document' : 'not-a-workbook';
}

function hasUtf16Mark(file: Buffer): boolean {
	return file[0] === 0xff && file[1] === 0xfe;
}

/** CSV as Excel saves it: UTF-8, its "Unicode text", or – from Norwegian Windows – the old Western European. */
function csvSheet(file: Buffer): Worksheet {
	return { name: '', rows: readCsv(decoded(file), maxColumns) };
}

function decoded(file: Buffer): string {
	if (hasUtf16Mark(file)) return new TextDecoder('utf-16le').decode(file);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(file);
	} catch {
		return new TextDecoder('windows-1252').decode(file);
	}
}

/** A table as the page carries it from the preview to the confirmation: packed, for it may be large. */
export function packTable(table: WorkbookTable): string {
	return gzipSync(JSON.stringify(table), { level: 9 }).toString('base64url');
}

/** What a packed table may come to, unpacked. */
const maxTableBytes = 64 * 1024 * 1024;

/** @returns null where it is none of ours */
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
