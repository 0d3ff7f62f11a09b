import { fail, type RequestEvent } from '@sveltejs/kit';
import { decisionImportForm } from '$lib/forms/decision-import';
import { link } from '$lib/i18n/link';
import { importDecisions } from '$lib/server/decisions/import';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { parseForm } from '$lib/server/http/forms';
import { planOf } from '$lib/server/http/plan';
import { readSource, previewList, listPlace } from './list.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the form that imports a list of decisions. */
export const load: PageServerLoad = (event) => {
	allow(event);
	return {};
};

export const actions: Actions = {
	/** Reads a file or pasted cells and shows the decisions. Saves nothing. */
	preview: async (event) => {
		allow(event);
		const source = await readSource(event);
		if (!source.ok) return fail(400, { fileFault: source.fault, view: null });
		const { rows: table, leftOut: comments, hidden } = source;
		const unset = { columns: null, body: null, lang: 'nb', publish: false } as const;
		const chosen = { table, comments, hidden, ...unset };
		return { fileFault: null, view: await previewList(event, chosen) };
	},
	/** Shows the decisions with other choices. Saves nothing. */
	choose: async (event) => {
		allow(event);
		const form = await parseForm(event.request, decisionImportForm);
		if (!form.ok) return fail(400, { fileFault: 'unreadable' as const, view: null });
		return { fileFault: null, view: await previewList(event, form.input) };
	},
	/** Imports the decisions that were shown, all or none. */
	confirm: async (event) => {
		const { partnershipId } = listPlace(event);
		allow(event);
		return handleForm(event, {
			guard: 'decision.import',
			shape: decisionImportForm,
			run: async (input) => {
				const { decisions, faults } = await previewList(event, input);
				const place = { partnershipId, planId: planOf(event)?.id ?? null };
				if (faults.length > 0) return { ok: false, refused: { code: 'invalid', faults } };
				return importDecisions(event.locals, place, { ...input, decisions });
			},
			done: ({ added, known }) => link(`/decisions?added=${added}&known=${known}`),
			show: async ({ values, faults }) => {
				const chosen = decisionImportForm.safeParse(values);
				if (!chosen.success) return { fileFault: 'unreadable' as const, view: null };
				const view = await previewList(event, chosen.data);
				// The command knows faults of rows that reading them does not.
				const rows = faults.filter(({ field }) => /^\d+$/.test(field));
				return { fileFault: null, view: view.faults.length > 0 ? view : { ...view, faults: rows } };
			}
		});
	}
};

function allow(event: RequestEvent): void {
	requirePermission(event, 'decision.import');
}
