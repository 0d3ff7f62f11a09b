import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { writeBackup } from '../database/backup';
import { openDatabase } from '../database/database';
import type { ChartPictureRequest } from '../documents/chart-picture-request';
import type { MeetingArchiveRequest, MeetingPaperRequest } from '../documents/meeting-paper';
import type { PlanPaperRequest } from '../documents/plan-paper';
import { fillMeetingPaper, renderMeetingArchive, writeMeetingPaper } from '../documents/render-meeting';
import { renderDocument } from '../documents/render';
import type { DocumentRequest } from '../documents/request';
import { TemplateError, type TemplateOutcome } from '../documents/template-limits';
import { readPostedSource, type ReceivedForm } from '../uploads/posted-source';
import { readTables, type TablesResult } from '../uploads/read-tables';
import type { UploadErrorCode } from '../uploads/upload-error';
import type { Worksheet } from '$lib/domain/workbook/worksheet';
import { readUpload } from '../workbooks/upload';

/*
 * The module of the worker threads (bundled by `src/bin/build-operator.mjs`). Each export is a task; a thread
 * runs one at a time, so a task may set the thread's language.
 */

/** Renders a paper of a meeting. */
export async function renderMeetingPaper(request: MeetingPaperRequest): Promise<Uint8Array> {
	overwriteGetLocale(() => request.locale);
	return writeMeetingPaper(request);
}

/** Renders the archive of a meeting. */
export async function renderMeetingZip(request: MeetingArchiveRequest): Promise<Uint8Array> {
	overwriteGetLocale(() => request.locale);
	const parts: Uint8Array[] = [];
	for await (const part of renderMeetingArchive(request)) parts.push(part);
	return Buffer.concat(parts);
}

/** Draws the picture of a chart. */
export async function drawChartPicture(request: ChartPictureRequest): Promise<Uint8Array> {
	overwriteGetLocale(() => request.locale);
	const { renderChartWebp } = await import('../documents/chart-picture');
	return renderChartWebp(request);
}

/** Renders an area or a measure as a paper. */
export async function renderPlanPaper(request: PlanPaperRequest): Promise<Uint8Array> {
	overwriteGetLocale(() => request.locale);
	const { writePlanPaper } = await import('../documents/render-plan');
	return writePlanPaper(request);
}

/** Fills a Word template with a paper of a meeting. */
export async function fillMeetingTemplate(
	request: MeetingPaperRequest & { template: Uint8Array }
): Promise<TemplateOutcome> {
	overwriteGetLocale(() => request.locale);
	const { template, ...paper } = request;
	return templateOutcome(() => fillMeetingPaper(paper, template));
}

/** Renders a review as a document, or fills a template with it. */
export async function renderPaper(request: DocumentRequest): Promise<TemplateOutcome> {
	overwriteGetLocale(() => request.locale);
	return templateOutcome(async () => {
		const parts: Uint8Array[] = [];
		for await (const part of renderDocument(request)) parts.push(part);
		return Buffer.concat(parts);
	});
}

async function templateOutcome(make: () => Promise<Uint8Array>): Promise<TemplateOutcome> {
	try {
		return { ok: true, bytes: await make() };
	} catch (error) {
		if (error instanceof TemplateError) return { ok: false, fault: error.fault };
		throw error;
	}
}

/** A form without readable tables: why, and the cells that were pasted. */
interface UnreadForm {
	ok: false;
	fault: UploadErrorCode | 'none';
	typed: string;
}

/** Reads the tables of the file or pasted cells in a form. Parsing a form of megabytes takes long, too. */
export async function readPostedTables(
	form: ReceivedForm
): Promise<{ ok: true; tables: Worksheet[] } | UnreadForm> {
	const source = await readPostedSource(form);
	if (!source || 'nothing' in source) return { ok: false, fault: 'none', typed: '' };
	const read = await readUpload(source);
	return read.ok ? read : { ...read, typed: 'typed' in source ? source.typed : '' };
}

export { importWorkbook, previewTables, previewWorkbook } from './import-workbook';

/** Reads all tables of an uploaded file. */
export function readFileTables({ file }: { file: Uint8Array }): Promise<TablesResult> {
	return readTables(Buffer.from(file));
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
