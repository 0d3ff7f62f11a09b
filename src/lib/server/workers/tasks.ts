import type { WrittenForm } from '$lib/domain/localized';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { makePaper } from '../documents/make';
import type { PaperOrder } from '../documents/order';
import { TemplateRefused, type TemplateFault } from '../documents/template-limits';
import { pack, readUpload, type FileFault } from '../workbooks/upload';

/*
 * The module of the worker threads (`src/bin/build-operator.mjs` bundles it). Each export is a task: one runs
 * at a time in a thread, so that its language may be set for the whole thread.
 */

/** Writes a review as a document, or fills an organisation's own with it. */
export async function renderPaper(
	order: PaperOrder
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; fault: TemplateFault }> {
	overwriteGetLocale(() => order.locale);
	const parts: Uint8Array[] = [];
	try {
		for await (const part of makePaper(order)) parts.push(part);
	} catch (error) {
		if (error instanceof TemplateRefused) return { ok: false, fault: error.fault };
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
}): Promise<{ ok: true; packed: string } | { ok: false; fault: FileFault }> {
	const read = await readUpload(Buffer.from(upload.file), upload.form);
	return read.ok ? { ok: true, packed: pack(read.table) } : read;
}
