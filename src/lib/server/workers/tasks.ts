import type { WrittenForm } from '$lib/domain/localized';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { writeBackup } from '../database/backup';
import { openDatabase } from '../database/database';
import { renderDocument } from '../documents/render';
import type { DocumentRequest } from '../documents/request';
import { TemplateError, type TemplateErrorDetail } from '../documents/template-limits';
import { packTable, readUpload, type UploadErrorCode } from '../workbooks/upload';

/*
 * The module of the worker threads (bundled by `src/bin/build-operator.mjs`). Each export is a task; a thread
 * runs one at a time, so a task may set the thread's language.
 */

/** Renders a review as a document, or fills a template with it. */
export async function renderPaper(
	request: DocumentRequest
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; fault: TemplateErrorDetail }> {
	overwriteGetLocale(() => request.locale);
	const parts: Uint8Array[] = [];
	try {
		for await (const part of renderDocument(request)) parts.push(part);
	} catch (error) {
		if (error instanceof TemplateError) return { ok: false, fault: error.fault };
		throw error;
	}
	return { ok: true, bytes: Buffer.concat(parts) };
}

/**
 * Reads an uploaded workbook's table, packed for the page (`unpack` reads it).
 *
 * @param upload the file, and the written form of texts whose headings name none
 */
export async function readWorkbook(upload: {
	file: Uint8Array;
	form: WrittenForm;
}): Promise<{ ok: true; packed: string } | { ok: false; fault: UploadErrorCode }> {
	const read = await readUpload(Buffer.from(upload.file), upload.form);
	return read.ok ? { ok: true, packed: packTable(read.table) } : read;
}

/** Writes a backup of a database file on a connection of its own. */
export async function backUp({ url, file }: { url: string; file: string }): Promise<void> {
	const database = await openDatabase({ url }, { checkpoints: false });
	try {
		await writeBackup(database, file);
	} finally {
		database.close();
	}
}
