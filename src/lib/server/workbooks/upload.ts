import { gunzipSync, gzipSync } from 'node:zlib';
import { maxWorkbookRows } from '$lib/domain/workbook/workbook-comparison';
import { restWhenDue } from '$lib/domain/rest';
import { isBlankCell, type Worksheet } from '$lib/domain/workbook/worksheet';
import { worksheetsSchema } from '$lib/forms/workbook';
import { readPastedTables, readTables, type TablesResult } from '../uploads/read-tables';

/** An uploaded file, or cells pasted as text or HTML. */
export type TablesSource = { file: Uint8Array } | { pasted: string };

/** Reads all tables of an uploaded plan. Refuses more rows than a plan has, instead of cutting them. */
export async function readUpload(source: TablesSource): Promise<TablesResult> {
	const read =
		'file' in source ? await readTables(Buffer.from(source.file)) : await readPastedTables(source.pasted);
	if (!read.ok) return read;
	const rows = read.tables.reduce((sum, { rows }) => sum + rows.filter(hasContent).length, 0);
	if (rows > maxWorkbookRows + maxRowsOutside) return { ok: false, fault: 'too-many-rows' };
	return rows === 0 ? { ok: false, fault: 'empty' } : read;
}

/** Rows of titles, headers, lists and notes beside the measures. */
const maxRowsOutside = 1000;

function hasContent(row: Worksheet['rows'][number]): boolean {
	return row.some((cell) => !isBlankCell(cell));
}

/** Bytes that are packed in some milliseconds. */
const packedAtOnce = 128 * 1024;

/** Packs a file's tables for the form field between preview and confirmation, compressed. */
export function packTables(tables: readonly Worksheet[]): string {
	const json = Buffer.from(JSON.stringify(tables));
	// A gzip file may have several parts, which are read as one (RFC 1952, 2.2).
	const parts: Buffer[] = [];
	for (let at = 0; at < json.length; at += packedAtOnce) {
		restWhenDue();
		parts.push(gzipSync(json.subarray(at, at + packedAtOnce)));
	}
	return Buffer.concat(parts).toString('base64url');
}

/** The largest unpacked size of packed tables. */
const maxTablesBytes = 64 * 1024 * 1024;

/** @returns null if the text does not hold packed tables */
export function unpackTables(packed: string): Worksheet[] | null {
	try {
		const json = gunzipSync(Buffer.from(packed, 'base64url'), { maxOutputLength: maxTablesBytes }).toString(
			'utf8'
		);
		const parsed = worksheetsSchema.safeParse(JSON.parse(json));
		return parsed.success ? parsed.data : null;
	} catch {
		return null;
	}
}
