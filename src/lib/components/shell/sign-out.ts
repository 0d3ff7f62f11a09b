import { browserStorage, clearLocalDrafts, countLocalDrafts } from '$lib/ui/form/draft-storage';
import { m } from '$lib/i18n/paraglide/messages';

/** Removes the writer's drafts from the browser when a form signs them out, after asking if any are unsaved. */
export function clearDraftsOnSignOut(event: SubmitEvent, writer: string): void {
	const store = browserStorage();
	if (countLocalDrafts(store, writer) > 0 && !confirm(m.report_sign_out_unsent())) event.preventDefault();
	else clearLocalDrafts(store, writer);
}
