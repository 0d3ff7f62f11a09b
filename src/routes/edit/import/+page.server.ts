import { setImmediate } from 'node:timers/promises';
import { fail } from '@sveltejs/kit';
import { toConflict, toTextValues } from '$lib/forms/form-state';
import {
	workbookChoicesForm,
	workbookDropForm,
	workbookImportForm,
	workbookUploadForm
} from '$lib/forms/workbook';
import { link } from '$lib/i18n/link';
import { handleForm } from '$lib/server/http/form-action';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import { TablesFailure } from '$lib/server/http/tables-failure';
import { threadNames } from '$lib/server/threads/queries';
import { dropStaged } from '$lib/server/workbooks/staging';
import { requireEditablePlan } from '../plan.server';
import { answerChoices, answerPage, previewOf, refuseUnreadable } from './compare.server';
import { importInWorker, previewInWorker } from './in-worker.server';
import { keptChoices, shownPreview, unreadFile } from './preview.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the export and import options, and the result of the last import. */
export const load: PageServerLoad = async (event) => {
	const plan = requireEditablePlan(event);
	const count = (name: string) => Math.trunc(Number(event.url.searchParams.get(name))) || 0;
	const done = event.url.searchParams.has('added')
		? { added: count('added'), changed: count('changed'), evaluated: count('evaluated') }
		: null;
	const names = await threadNames(event.locals.db.read, plan.id);
	// Others are answered before a preview is rendered.
	if (event.request.method === 'POST') await setImmediate();
	return { done, names };
};

/** Status codes of files that cannot be read, where they are not 400. */
const unreadStatus: Partial<Record<string, number>> = { 'too-large': 413, busy: 503 };

export const actions: Actions = {
	/** Reads a file or pasted cells, keeps them for the import and shows the changes. */
	preview: async (event) => {
		const plan = requireEditablePlan(event);
		const read = await previewInWorker(event, plan);
		const chosen = workbookUploadForm.parse(read.fields ?? {});
		const kept = keptChoices(chosen);
		if (!read.ok) return fail(unreadStatus[read.fault] ?? 400, unreadFile(read.fault, read.typed, kept));
		const { staged, preview } = read;
		if (!staged.ok && staged.refused.code !== 'invalid') return throwRefusal(event, staged.refused);
		if (!staged.ok) return fail(400, unreadFile('too-much-inside', '', kept));
		return answerPage(shownPreview(preview, { ...chosen, ...staged.value }), kept);
	},
	/** Shows the changes with other choices. Saves nothing. */
	choose: async (event) => {
		requireEditablePlan(event);
		const form = await parseForm(event.request, workbookChoicesForm);
		if (!form.ok) return fail(400, unreadFile('unreadable'));
		const { reason = '', statuses = '' } = toTextValues(form.values);
		return answerChoices(event, form.input, keptChoices({ ...form.input, reason, statuses }));
	},
	/** Imports the previewed changes in one transaction. A rejected form shows the changes as they are now. */
	confirm: async (event) => {
		const plan = requireEditablePlan(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: workbookImportForm,
			run: (input) => refuseUnreadable(importInWorker(event, plan, input)),
			done: ({ added, changed, evaluated }) =>
				link(`/edit/import?added=${added}&changed=${changed}&evaluated=${evaluated}`),
			conflict: () => toConflict(null, null, null),
			show: async ({ values, faults, conflict }) => {
				const chosen = workbookChoicesForm.safeParse(values);
				if (!chosen.success) return unreadFile('unreadable');
				const { reason = '', statuses = '' } = toTextValues(values);
				const shown = await previewOf(event, chosen.data);
				if (shown instanceof TablesFailure)
					return unreadFile(shown.fault, '', keptChoices({ ...chosen.data, reason, statuses }));
				// The preview shows the errors of its rows.
				const own = faults.filter(({ field }) => field in workbookImportForm.shape && field !== 'table');
				return { ...shown, faults: own, reason, statuses, overtaken: conflict !== null };
			}
		});
	},
	/** Drops the shown file. */
	drop: async (event) => {
		const plan = requireEditablePlan(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: workbookDropForm,
			run: ({ table }) => dropStaged(event.locals, plan.id, table),
			done: link('/edit/import'),
			show: () => unreadFile('unreadable')
		});
	}
};
