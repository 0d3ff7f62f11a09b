import { frame, isFramePart } from '$lib/domain/frame';
import { entryPage, reworkEntry, saveEntry } from '../entry.server';
import { arrange, listPage, order } from '../list.server';
import type { Actions, PageServerLoad } from './$types';

/** A part of the frame: its list, or its form where there is one of its kind. */
export const load: PageServerLoad = async (event) => {
	const { part } = event.params;
	const single = isFramePart(part) && frame[part].single === true;
	return single
		? { list: null, single: await entryPage(event) }
		: { list: await listPage(event), single: null };
};

export const actions: Actions = {
	save: (event) => saveEntry(event),
	rework: (event) => reworkEntry(event),
	arrange: (event) => arrange(event),
	order: (event) => order(event)
};
