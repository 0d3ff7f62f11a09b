import { fail } from '@sveltejs/kit';
import { refuseInvalid } from '$lib/domain/result';
import { toConflict, toTextValues } from '$lib/forms/form-state';
import { maxWorkbookBytes } from '$lib/domain/workbook/workbook-comparison';
import { workbookImportForm } from '$lib/forms/workbook';
import { link } from '$lib/i18n/link';
import { handleForm } from '$lib/server/http/form-action';
import { readUploadedFile } from '$lib/server/http/upload';
import { readUploadedWorkbook } from '$lib/server/http/workbook';
import { threadNames } from '$lib/server/threads/queries';
import { importMeasures, previewImport } from '$lib/server/workbooks/commands';
import { unpackTable } from '$lib/server/workbooks/upload';
import { requireEditablePlan } from '../plan.server';
import { shownPreview, unreadFile } from './preview.server';
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
		if (!file) return fail(400, unreadFile('none'));
		// A file over the limit is not passed on.
		if (file.length > maxWorkbookBytes) return fail(413, unreadFile('too-large'));
		const read = await readUploadedWorkbook(event, file, plan.writtenForm);
		if (!read.ok) return fail(read.fault === 'busy' ? 503 : 400, unreadFile(read.fault));
		const table = unpackTable(read.packed);
		if (!table) return fail(400, unreadFile('too-much-inside'));
		const preview = await previewImport(event.locals.db.read, plan, table);
		const shown = shownPreview(preview, read.packed);
		return preview.comparison.faults.length > 0 ? fail(400, shown) : shown;
	},
	/** Imports the previewed changes in one transaction. A rejected form shows the changes as they are now. */
	confirm: async (event) => {
		const plan = requireEditablePlan(event);
		return handleForm(event, {
			shape: workbookImportForm,
			run: ({ table: packed, seal, reason }) => {
				const table = unpackTable(packed);
				return table
					? importMeasures(event.locals, plan, { table, seal, reason })
					: Promise.resolve(refuseInvalid({ field: 'table', code: 'unreadable' }));
			},
			done: ({ added, changed }) => link(`/edit/import?added=${added}&changed=${changed}`),
			conflict: () => toConflict(null, null, null),
			show: async ({ values, faults, conflict }) => {
				const { table: packed = '', reason = '' } = toTextValues(values);
				const table = unpackTable(packed);
				if (!table) return unreadFile('unreadable');
				const preview = await previewImport(event.locals.db.read, plan, table);
				// The preview shows the errors of its rows.
				const own = faults.filter(({ field }) => field in workbookImportForm.shape);
				return { ...shownPreview(preview, packed), faults: own, reason, overtaken: conflict !== null };
			}
		});
	}
};
