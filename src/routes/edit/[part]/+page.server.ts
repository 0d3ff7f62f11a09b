import { planSections, isPlanSection } from '$lib/domain/plan/plan-structure';
import { loadEntryPage } from '../entry.server';
import { saveEntryAction } from '../entry-actions.server';
import { loadListPage } from '../list.server';
import { previewOrderAction, saveOrderAction } from '../list-actions.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads a section of the plan structure: its list, or the form of a single-entry section. */
export const load: PageServerLoad = async (event) => {
	const { part } = event.params;
	const single = isPlanSection(part) && planSections[part].single === true;
	return single
		? { list: null, single: await loadEntryPage(event) }
		: { list: await loadListPage(event), single: null };
};

export const actions: Actions = {
	save: (event) => saveEntryAction(event),
	arrange: (event) => previewOrderAction(event),
	order: (event) => saveOrderAction(event)
};
