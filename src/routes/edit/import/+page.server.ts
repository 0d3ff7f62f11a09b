import { fail, type RequestEvent } from '@sveltejs/kit';
import { refuseInvalid } from '$lib/domain/result';
import { hasOpenQuestions, maxWorkbookBytes } from '$lib/domain/workbook/workbook-comparison';
import { toConflict, toTextValues } from '$lib/forms/form-state';
import { workbookChoicesForm, workbookImportForm } from '$lib/forms/workbook';
import { link } from '$lib/i18n/link';
import { handleForm } from '$lib/server/http/form-action';
import { parseForm } from '$lib/server/http/forms';
import { readUploadedWorkbook } from '$lib/server/http/workbook';
import { threadNames } from '$lib/server/threads/queries';
import { importWithStatuses, roundsForStatuses } from '$lib/server/workflows/import-with-statuses';
import { previewFile, previewImport } from '$lib/server/workbooks/commands';
import { unpackTables } from '$lib/server/workbooks/upload';
import { requireEditablePlan } from '../plan.server';
import { shownPreview, unreadFile } from './preview.server';
import { uploadedSource } from './source.server';
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

export const actions: Actions = {
	/** Reads a file or pasted cells and shows the changes. Saves nothing. */
	preview: async (event) => {
		requireEditablePlan(event);
		const source = await uploadedSource(event.request);
		if (!source) return fail(400, unreadFile('none'));
		const pasted = 'pasted' in source ? source.typed : '';
		// A file over the limit is not passed on.
		if ('file' in source && source.file.length > maxWorkbookBytes) return fail(413, unreadFile('too-large'));
		const read = await readUploadedWorkbook(event, source);
		if (!read.ok) return fail(read.fault === 'busy' ? 503 : 400, unreadFile(read.fault, pasted));
		return answerPreview(event, { table: read.packed, answers: null, emptying: false, adopted: false });
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
			run: ({ table, ...input }) => {
				const tables = unpackTables(table);
				return tables
					? importWithStatuses(event.locals, plan, { ...input, tables })
					: Promise.resolve(refuseInvalid({ field: 'table', code: 'unreadable' }));
			},
			done: ({ added, changed, evaluated }) =>
				link(`/edit/import?added=${added}&changed=${changed}&evaluated=${evaluated}`),
			conflict: () => toConflict(null, null, null),
			show: async ({ values, faults, conflict }) => {
				const chosen = workbookChoicesForm.safeParse(values);
				const shown = chosen.success ? await previewOf(event, chosen.data) : null;
				if (!shown) return unreadFile('unreadable');
				// The preview shows the errors of its rows.
				const own = faults.filter(({ field }) => field in workbookImportForm.shape && field !== 'table');
				const { reason = '', statuses = '' } = toTextValues(values);
				return { ...shown.page, faults: own, reason, statuses, overtaken: conflict !== null };
			}
		});
	}
};

interface Choices {
	table: string;
	/** Null for a new file: those of the last one with the same headers. */
	answers: Map<string, string> | null;
	emptying: boolean;
	adopted: boolean;
}

/** Returns the preview of packed tables as the page shows it; null if they cannot be unpacked. */
async function previewOf(event: RequestEvent, { table, answers, ...options }: Choices) {
	const tables = unpackTables(table);
	if (!tables) return null;
	const plan = requireEditablePlan(event);
	const preview = answers
		? await previewImport(event.locals, plan, { tables, answers, ...options })
		: await previewFile(event.locals, plan, tables);
	const { locale, db, now } = event.locals;
	const rounds = await roundsForStatuses(db.read, plan, now);
	const sound = preview.comparison.faults.length === 0;
	return { page: shownPreview(preview, { table, ...options, locale, rounds }), sound, preview };
}

async function answerPreview(event: RequestEvent, choices: Choices) {
	const shown = await previewOf(event, choices);
	if (!shown) return fail(400, unreadFile('too-much-inside'));
	const { sheets } = shown.preview.comparison;
	if (sheets.length === 0) return fail(400, unreadFile('no-heads'));
	return shown.sound || hasOpenQuestions(shown.preview.comparison) ? shown.page : fail(400, shown.page);
}
