import { redirect } from '@sveltejs/kit';
import { mailStates } from '$lib/domain/mail';
import { mayDo } from '$lib/domain/permission';
import { roundKey } from '$lib/domain/round';
import { mailForm } from '$lib/forms/mail';
import { link } from '$lib/i18n/link';
import { parseForm } from '$lib/server/http/forms';
import { answerRefusal, demand } from '$lib/server/http/guard';
import { configuredMailing } from '$lib/server/http/mail';
import { partnershipAt, planOf } from '$lib/server/http/plan';
import { retryMail } from '$lib/server/mail/commands';
import { mailCounts, mostMails, outbox } from '$lib/server/mail/queries';
import { runningRound } from '$lib/server/rounds/queries';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, 'mail.read');
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const { actor, db } = event.locals;
	const state = mailStates.find((one) => one === event.url.searchParams.get('state')) ?? null;
	const ofPartnership = partnershipAt(event)?.id ?? 0;
	const plan = planOf(event);
	const running = plan && (await runningRound(db.read, plan.id));
	return {
		state,
		mails: await outbox(db.read, ofPartnership, state ? [state] : mailStates),
		counts: await mailCounts(db.read, ofPartnership),
		mostMails,
		mailing: configuredMailing(),
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
	retry: async (event) => {
		demand(event, 'mail.send');
		const form = await parseForm(event.request, mailForm);
		if (!form.ok) return form.failure;
		const answer = await retryMail(event.locals, form.input.id);
		if (!answer.ok) return answerRefusal(event, answer.refused);
		redirect(303, link('/outbox?retried'));
	}
};
