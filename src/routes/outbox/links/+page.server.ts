import { error } from '@sveltejs/kit';
import { emptyForm } from '$lib/forms/invitation';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { configuredMailMode } from '$lib/server/http/mail';
import { planOf } from '$lib/server/http/plan';
import { makeLinkSheet } from '$lib/server/mail/link-sheet';
import { runningRound } from '$lib/server/rounds/queries';
import type { Actions, PageServerLoad } from './$types';

/** Loads the round whose reporting links can be taken from the page, where no mail is sent. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'mail.send');
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const plan = planOf(event);
	const running = plan && (await runningRound(event.locals.db.read, plan.id));
	return {
		isMailed: configuredMailMode() === 'on',
		round: running && { year: running.year, kind: running.kind }
	};
};

export const actions: Actions = {
	default: (event) => {
		requirePermission(event, 'mail.send');
		const plan = planOf(event) ?? error(404, { message: 'not-found' });
		return handleForm(event, {
			guard: 'mail.send',
			// The links are secrets: no result is stored, and another sheet has other links.
			once: false,
			shape: emptyForm,
			run: () =>
				makeLinkSheet(event.locals, plan.id, {
					origin: event.url.origin,
					isMailed: configuredMailMode() === 'on'
				}),
			done: (sheet) => ({ sheet })
		});
	}
};
