import { readCsv } from '$lib/domain/workbook/csv';
import { maxWorkbookBytes } from '$lib/domain/workbook/workbook-comparison';
import { restWhenDue } from '$lib/domain/rest';
import type { Worksheet } from '$lib/domain/workbook/worksheet';
import { decodeText } from '$lib/domain/text/decode-text';
import { namesIn } from '../zip';
import { cellLimits } from './cell-address';
import { asUploadError, openOfficePackage } from './office-package';
import { readDocx } from './read-docx';
import { readHtmlTables } from './read-html';
import { readXlsx } from './read-xlsx';
import { UploadError, type UploadErrorCode } from './upload-error';

export type TablesResult = { ok: true; tables: Worksheet[] } | { ok: false; fault: UploadErrorCode };

/**
 * Reads all sheets and tables of an uploaded file: Excel, Word, CSV, or cells saved as a web page. The kind is
 * found from the content, never from the name. Nothing is stored or run, and nothing is cut.
 */
export async function readTables(file: Buffer): Promise<TablesResult> {
	if (file.length === 0) return { ok: false, fault: 'empty' };
	if (file.length > maxWorkbookBytes) return { ok: false, fault: 'too-large' };
	return guarded(async () => {
		if (file.subarray(0, 2).toString('latin1') === 'PK') return readOfficeFile(file);
		const fault = unsupportedContent(file);
		if (fault) throw new UploadError(fault);
		restWhenDue();
		const text = decodeText(file);
		restWhenDue();
		if (text === null) throw new UploadError(file.includes(0) ? 'not-a-workbook' : 'broken-letters');
		return readTextTables(text);
	});
}

/**
 * Reads pasted cells: the HTML that Excel, Word and browsers put on the clipboard, or plain text with tabs,
 * semicolons or commas between the cells.
 */
export function readPastedTables(pasted: string): Promise<TablesResult> {
	if (pasted.trim() === '') return Promise.resolve({ ok: false, fault: 'empty' });
	if (pasted.length > maxWorkbookBytes) return Promise.resolve({ ok: false, fault: 'too-large' });
	return guarded(() => readTextTables(pasted));
}

async function guarded(read: () => Worksheet[] | Promise<Worksheet[]>): Promise<TablesResult> {
	try {
		return { ok: true, tables: await read() };
	} catch (error) {
		const known = asUploadError(error);
		if (!known) throw error;
		return { ok: false, fault: known.fault };
	}
}

function readTextTables(text: string): Worksheet[] {
	if (/^\s*<[a-z!]/i.test(text.slice(0, 1000)) && /<table[\s>]/i.test(text)) return readHtmlTables(text);
	// Excel's XML of 2003, other XML, and web pages as mail.
	if (/^\s*(?:<\?xml|<!doctype|<html|MIME-Version:)/i.test(text.slice(0, 1000)))
		throw new UploadError('not-a-workbook');
	restWhenDue();
	const { row, column } = cellLimits;
	const rows = readCsv(text.replace(/^\uFEFF/, ''), { row: row + 1, column });
	if (rows.length > row) throw new UploadError('too-many-rows');
	if (rows.some(({ length }) => length > column)) throw new UploadError('too-many-columns');
	return [{ name: '', rows }];
}

/** Returns an error code for a file that is neither text nor an archive, or null. */
function unsupportedContent(file: Buffer): UploadErrorCode | null {
	// The container format of Excel and Word before 2007, and of encrypted files.
	if (file.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1') return 'old-or-locked';
	const beginning = file.subarray(0, 1024).toString('latin1');
	if (beginning.includes('%PDF-')) return 'pdf';
	return beginning.startsWith('{\\rtf') ? 'not-a-workbook' : null;
}

async function readOfficeFile(file: Buffer): Promise<Worksheet[]> {
	const names = await namesIn(file);
	if (names.some((name) => /vbaProject\.bin$/i.test(name))) throw new UploadError('macros');
	if (names.includes('content.xml') && names.includes('mimetype')) throw new UploadError('open-document');
	const office = await openOfficePackage(file);
	const root = rootElement(office.part(office.main ?? ''));
	if (root === 'workbook') return readXlsx(office);
	if (root === 'document') return readDocx(office);
	throw new UploadError('not-a-workbook');
}

/** Returns the local name of a part's first element. */
function rootElement(xml: string | undefined): string | null {
	return (
		/^(?:\s|<\?[^>]*>|<!--[^]*?-->)*<(?:[\w.-]+:)?([\w.-]+)/.exec(xml?.slice(0, 4096) ?? '')?.[1] ?? null
	);
}
