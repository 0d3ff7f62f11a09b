import { loadEntryPage } from '../../entry.server';
import {
	endEntryAction,
	removeEntryAction,
	resumeEntryAction,
	saveEntryAction
} from '../../entry-actions.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the form of one entry. */
export const load: PageServerLoad = (event) => loadEntryPage(event);

export const actions: Actions = {
	save: (event) => saveEntryAction(event),
	end: (event) => endEntryAction(event),
	resume: (event) => resumeEntryAction(event),
	remove: (event) => removeEntryAction(event)
};
