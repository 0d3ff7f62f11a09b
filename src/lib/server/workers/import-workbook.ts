import type { Actor } from '$lib/domain/permission';
import type { Locale } from '$lib/domain/localized';
import { workbookUploadForm } from '$lib/forms/workbook';
import type { Result } from '$lib/domain/result';
import type { Plan } from '../plans/queries';
import { singleUse, type SentFormKey } from '../sent-forms';
import { readPostedSource, type ReceivedForm, type UploadFields } from '../uploads/posted-source';
import type { UploadErrorCode } from '../uploads/upload-error';
import { readUpload } from '../workbooks/upload';
import { importUpload, type ImportCounts, type UploadedImport } from '../workflows/import-upload';
import { previewAndStage, previewStaged, type StagedPreview } from '../workflows/preview-upload';
import { withOwnDatabase, type DatabaseAnswer, type OwnConnection } from './own-database';

/** Work on the file of a plan, as plain data. */
interface WorkbookRequest extends OwnConnection {
	actor: Actor;
	now: Date;
	plan: Plan;
}

/** Imports a previewed file. `form` confirms it and runs once. */
export function importWorkbook({
	plan,
	form,
	input,
	...request
}: WorkbookRequest & { form: SentFormKey | null; input: UploadedImport }): Promise<
	DatabaseAnswer<Result<ImportCounts>>
> {
	return withOwnDatabase(request, (own) => {
		const db = form ? singleUse(own, { ...form, kept: (value) => value }) : own;
		return importUpload({ ...request, db }, plan, input);
	});
}

/** A form's file with its other fields. The file has changes and the name of its tables, or a fault. */
type PreviewedForm = { fields: UploadFields } & (
	| ({ ok: true } & NonNullable<Awaited<ReturnType<typeof previewAndStage>>>)
	| { ok: false; fault: UploadErrorCode | 'none'; typed: string }
);

/** Reads the file or pasted cells of a form, keeps them, and returns the first page of their changes. */
export function previewWorkbook({
	form,
	locale,
	plan,
	...request
}: WorkbookRequest & { form: ReceivedForm; locale: Locale }): Promise<DatabaseAnswer<PreviewedForm>> {
	return withOwnDatabase(request, async (db) => {
		const source = await readPostedSource(form);
		const fields = source?.fields ?? {};
		if (!source || 'nothing' in source) return { ok: false, fault: 'none', typed: '', fields };
		const typed = 'typed' in source ? source.typed : '';
		const read = await readUpload(source);
		if (!read.ok) return { ...read, typed, fields };
		const { answers, emptying, adopted } = workbookUploadForm.parse(fields);
		const shown = { locale, from: 0, emptying, adopted, answers: answers.size > 0 ? answers : null };
		const previewed = await previewAndStage({ ...request, db }, plan, { ...shown, tables: read.tables });
		return previewed ? { ok: true, fields, ...previewed } : { ok: false, fault: 'no-heads', typed, fields };
	});
}

/** Returns a page of the changes of tables that are kept. */
export function previewTables({
	plan,
	input,
	...request
}: WorkbookRequest & { input: StagedPreview }): Promise<
	DatabaseAnswer<Awaited<ReturnType<typeof previewStaged>>>
> {
	return withOwnDatabase(request, (db) => previewStaged({ ...request, db }, plan, input));
}
