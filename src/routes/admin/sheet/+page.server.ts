import { emptyForm } from '$lib/forms/invitation';
import { pathInLocale } from '$lib/i18n/locale';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { setupLinkDelivery } from '$lib/server/http/setup-link';
import { invitationDays } from '$lib/server/identity/invitation';
import { makeSetupSheet } from '$lib/server/people/setup-sheet';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requirePermission(event, 'partnership.create');
	event.setHeaders({ 'Cache-Control': 'no-store' });
	return { invitationDays };
};

export const actions: Actions = {
	/** Only administrators see set-up links, as where one is made. */
	default: (event) => {
		requirePermission(event, 'partnership.create');
		return handleForm(event, {
			guard: 'partnership.create',
			// The links are secrets: no result is stored, and another sheet has other links.
			once: false,
			shape: emptyForm,
			run: () => makeSetupSheet(event.locals, setupLinkDelivery()),
			done: (entries) => ({
				sheet: entries.map(({ name, email, token }) => ({
					...{ name, email },
					href: event.url.origin + pathInLocale(`/setup/${token}`, 'nb')
				}))
			})
		});
	}
};
