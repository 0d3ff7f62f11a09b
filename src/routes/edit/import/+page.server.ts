import { fail } from '@sveltejs/kit';
import { toConflict, toTextValues } from '$lib/forms/form-state';
import { workbookChoicesForm, workbookImportForm } from '$lib/forms/workbook';
import { link } from '$lib/i18n/link';
import { handleForm } from '$lib/server/http/form-action';
import { parseForm } from '$lib/server/http/forms';
import { compareInWorker, readUploadedWorkbook, TablesFailure } from '$lib/server/http/workbook';
import { threadNames } from '$lib/server/threads/queries';
import { importWithStatuses } from '$lib/server/workflows/import-with-statuses';
import { requireEditablePlan } from '../plan.server';
import { answerPreview, previewOf, refuseUnreadable } from './compare.server';
import { unreadFile } from './preview.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the export and import options, and the result of the last import. */
export const load: PageServerLoad = async (event) => {
	const plan = requireEditablePlan(event);
	const count = (name: string) => Math.trunc(Number(event.url.searchParams.get(name))) || 0;
	const done = event.url.searchParams.has('added')
		? { added: count('added'), changed: count('changed'), evaluated: count('evaluated') }
		: null;
	return { done, names: await threadNames(event.locals.db.read, plan.id) };
};

/** Status codes of files that cannot be read, where they are not 400. */
const unreadStatus: Partial<Record<string, number>> = { 'too-large': 413, busy: 503 };

export const actions: Actions = {
	/** Reads a file or pasted cells and shows the changes. Saves nothing. */
	preview: async (event) => {
		requireEditablePlan(event);
		const read = await readUploadedWorkbook(event);
		if (!read.ok) return fail(unreadStatus[read.fault] ?? 400, unreadFile(read.fault, read.typed));
		return answerPreview(event, {
			...{ table: read.packed, answers: null },
			...{ from: 0, emptying: false, adopted: false }
		});
	},
	/** Shows the changes with other choices. Saves nothing. */
	choose: async (event) => {
		requireEditablePlan(event);
		const form = await parseForm(event.request, workbookChoicesForm);
		return form.ok ? answerPreview(event, form.input) : fail(400, unreadFile('unreadable'));
	},
	/** Imports the previewed changes in one transaction. A rejected form shows the changes as they are now. */
	confirm: async (event) => {
		const plan = requireEditablePlan(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: workbookImportForm,
			run: ({ table, ...input }) =>
				refuseUnreadable(
					importWithStatuses(event.locals, plan, { ...input, tables: compareInWorker(event, table) })
				),
			done: ({ added, changed, evaluated }) =>
				link(`/edit/import?added=${added}&changed=${changed}&evaluated=${evaluated}`),
			conflict: () => toConflict(null, null, null),
			show: async ({ values, faults, conflict }) => {
				const chosen = workbookChoicesForm.safeParse(values);
				if (!chosen.success) return unreadFile('unreadable');
				const shown = await previewOf(event, chosen.data);
				if (shown instanceof TablesFailure) return unreadFile(shown.fault);
				// The preview shows the errors of its rows.
				const own = faults.filter(({ field }) => field in workbookImportForm.shape && field !== 'table');
				const { reason = '', statuses = '' } = toTextValues(values);
				return { ...shown, faults: own, reason, statuses, overtaken: conflict !== null };
			}
		});
	}
};
