import { endOf, entryPage, removalOf, resumptionOf, reworkEntry, saveEntry } from '../../entry.server';
import type { Actions, PageServerLoad } from './$types';

/** One entry of a part in its form. */
export const load: PageServerLoad = (event) => entryPage(event);

export const actions: Actions = {
	save: (event) => saveEntry(event),
	rework: (event) => reworkEntry(event),
	end: (event) => endOf(event),
	resume: (event) => resumptionOf(event),
	remove: (event) => removalOf(event)
};
