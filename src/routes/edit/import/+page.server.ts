import { fail, redirect } from '@sveltejs/kit';
import type { ImportSummary } from '$lib/domain/workbook/import-summary';
import type { ValidationError } from '$lib/domain/result';
import { maxWorkbookBytes } from '$lib/domain/workbook/workbook-comparison';
import { workbookImportForm } from '$lib/forms/workbook';
import { link } from '$lib/i18n/link';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import { readUploadedFile } from '$lib/server/http/upload';
import { readWorkbook } from '$lib/server/http/workbook';
import { threadNames } from '$lib/server/threads/queries';
import { importMeasures, previewImport, type WorkbookPreview } from '$lib/server/workbooks/commands';
import { unpackTable, type UploadErrorCode } from '$lib/server/workbooks/upload';
import { requireEditablePlan } from '../plan.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the export and import options, and the result of the last import. */
export const load: PageServerLoad = async (event) => {
	const plan = requireEditablePlan(event);
	const count = (name: string) => Math.trunc(Number(event.url.searchParams.get(name))) || 0;
	const done = event.url.searchParams.has('added')
		? { added: count('added'), changed: count('changed') }
		: null;
	return { done, names: await threadNames(event.locals.db.read, plan.id) };
};

export const actions: Actions = {
	/** Reads a file and shows its changes. Saves nothing. */
	preview: async (event) => {
		const plan = requireEditablePlan(event);
		const file = await readUploadedFile(event.request, 'file');
		if (!file) return notRead(400, 'none');
		// A file over the limit is not passed on.
		if (file.length > maxWorkbookBytes) return notRead(413, 'too-large');
		const read = await readWorkbook(event, file, plan.writtenForm);
		if (!read.ok) return notRead(read.fault === 'busy' ? 503 : 400, read.fault);
		const table = unpackTable(read.packed);
		if (!table) return notRead(400, 'too-much-inside');
		const preview = await previewImport(event.locals.db.read, plan, table);
		const shown = shownPreview(preview, read.packed);
		return preview.comparison.faults.length > 0 ? fail(400, shown) : shown;
	},
	/** Imports the previewed changes in one transaction. */
	confirm: async (event) => {
		const plan = requireEditablePlan(event);
		const form = await parseForm(event.request, workbookImportForm);
		const packed = form.ok ? form.input.table : form.failure.data.values.table;
		const table = typeof packed === 'string' ? unpackTable(packed) : null;
		if (!table || typeof packed !== 'string') return notRead(400, 'unreadable');
		const again = (
			faults: ValidationError[],
			reason: string,
			preview: WorkbookPreview,
			overtaken = false
		) => ({
			...shownPreview(preview, packed),
			...{ faults, reason, overtaken }
		});
		if (!form.ok) {
			const { faults, values } = form.failure.data;
			const preview = await previewImport(event.locals.db.read, plan, table);
			return fail(400, again(faults, String(values.reason ?? ''), preview));
		}
		const { seal, reason } = form.input;
		const outcome = await importMeasures(event.locals, plan, { table, seal, reason });
		if (outcome.ok)
			redirect(303, link(`/edit/import?added=${outcome.value.added}&changed=${outcome.value.changed}`));
		const { refused } = outcome;
		if (refused.code !== 'stale' && refused.code !== 'invalid') return throwRefusal(event, refused);
		const preview = await previewImport(event.locals.db.read, plan, table);
		const overtaken = refused.code === 'stale';
		return fail(overtaken ? 409 : 400, again([], reason, preview, overtaken));
	}
};

/** Returns the error of an unreadable file. */
function notRead(status: number, fileFault: UploadErrorCode | 'none' | 'busy') {
	return fail(status, {
		fileFault,
		view: null,
		table: '',
		seal: '',
		faults: [],
		reason: '',
		overtaken: false
	});
}

function shownPreview({ comparison, told, seal }: WorkbookPreview, table: string) {
	const { sheet, added, changed, unchanged, left, faults, ignored } = comparison;
	const view: ImportSummary = {
		...{ sheet, unchanged, left, faults, ignored },
		added: added.map(({ row, measure: { code, title, lifecycle } }) => ({ row, code, title, lifecycle })),
		changed: changed.map(({ row, code, title }, index) => ({ row, code, title, ...told[index]! }))
	};
	return {
		fileFault: null,
		view,
		table,
		seal,
		faults: [] as ValidationError[],
		reason: '',
		overtaken: false
	};
}
