import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { parseRoundKey, takesReports } from '$lib/domain/round';
import { remindForm } from '$lib/forms/mail';
import { inLocale } from '$lib/i18n/locale';
import { parseForm } from '$lib/server/http/forms';
import { answerRefusal, demand } from '$lib/server/http/guard';
import { remindNow } from '$lib/server/mail/commands';
import { askedIn, askedPreview } from '$lib/server/mail/queries';
import { currentPlan } from '$lib/server/plans/queries';
import { roundByKey } from '$lib/server/rounds/queries';
import type { Actions, PageServerLoad } from './$types';

/** Who would be reminded, who not and why, and what the mail says: before anything is sent. */
export const load: PageServerLoad = async (event) => {
	demand(event, 'mail.send');
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const { db, now } = event.locals;
	const asked = remindForm.safeParse(Object.fromEntries(event.url.searchParams));
	if (!asked.success) error(404, { message: 'not-found' });
	const { round: key, body: bodyId, email } = asked.data;
	const plan = await planOf(event);
	const round = await roundByKey(db.read, plan.id, key);
	if (!round || !takesReports(round.state)) error(404, { message: 'not-found' });
	const all = await askedIn(db.read, round, { bodyId, email }, now);
	const first = all.find(({ not }) => not === null);
	const letter = first ? await askedPreview(db.read, round, first, now) : null;
	return {
		round: parseRoundKey(key)!,
		asking: { round: key, body: bodyId ?? '', email: email ?? '' },
		readers: all.map(({ reader, not }) => ({
			name: reader.name,
			email: reader.email,
			left: reader.left.length,
			all: reader.measures.length,
			not
		})),
		letter: letter && first && { subject: letter.subject, text: letter.text, lang: first.reader.writtenForm }
	};
};

async function planOf({ locals }: Pick<RequestEvent, 'locals'>) {
	return (await currentPlan(locals.db.read)) ?? error(404, { message: 'not-found' });
}

export const actions: Actions = {
	default: async (event) => {
		demand(event, 'mail.send');
		const form = await parseForm(event.request, remindForm);
		if (!form.ok) return form.failure;
		const { round, body: bodyId, email } = form.input;
		const plan = await planOf(event);
		const answer = await remindNow(event.locals, { planId: plan.id, round, bodyId, email });
		if (!answer.ok) return answerRefusal(event, answer.refused);
		redirect(303, `${inLocale('/outbox', event.locals.locale)}?queued=${answer.value.queued}`);
	}
};
