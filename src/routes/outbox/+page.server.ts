import { mailStates, type MailState } from '$lib/domain/mail/mail';
import { mayDo } from '$lib/domain/permission';
import { roundKey } from '$lib/domain/round/round';
import { outboxMailForm } from '$lib/forms/mail';
import { link } from '$lib/i18n/link';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { configuredMailMode } from '$lib/server/http/mail';
import { requestPartnership, planOf } from '$lib/server/http/plan';
import { retryMail } from '$lib/server/mail/commands';
import { mailCounts, listOutbox } from '$lib/server/mail/queries';
import { runningRound } from '$lib/server/rounds/queries';
import type { Actions, PageServerLoad } from './$types';

/** Mails on a page of the list. */
const pageSize = 28;

/** Loads the mails of the partnership, newest first: `?state=` for those in one state, with `&page=`. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'mail.read');
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const { actor, db } = event.locals;
	const state = mailStates.find((one) => one === event.url.searchParams.get('state')) ?? null;
	const ofPartnership = requestPartnership(event)?.id ?? 0;
	const plan = planOf(event);
	const running = plan && (await runningRound(db.read, plan.id));
	const counts = await mailCounts(db.read, ofPartnership);
	const states: readonly MailState[] = state ? [state] : mailStates;
	const total = states.reduce((sum, one) => sum + counts[one], 0);
	const pages = Math.max(1, Math.ceil(total / pageSize));
	// A page number beyond the end shows the last page.
	const page = Math.min(pages, count(event.url.searchParams.get('page')) || 1);
	return {
		...{ state, counts, page, pages },
		mails: await listOutbox(db.read, ofPartnership, { states, page, pageSize }),
		mailing: configuredMailMode(),
		maySend: mayDo(actor, 'mail.send'),
		running: running ? [roundKey(running)] : [],
		queued: count(event.url.searchParams.get('queued')),
		retried: event.url.searchParams.has('retried')
	};
};

function count(given: string | null): number | null {
	return given !== null && /^\d{1,4}$/.test(given) ? Number(given) : null;
}

export const actions: Actions = {
	retry: (event) => {
		requirePermission(event, 'mail.send');
		return handleForm(event, {
			guard: 'mail.send',
			shape: outboxMailForm,
			run: ({ id }) => retryMail(event.locals, id),
			done: link('/outbox?retried')
		});
	}
};
