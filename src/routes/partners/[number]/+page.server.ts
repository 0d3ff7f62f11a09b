import { isReportable } from '$lib/domain/measure/measure';
import { mayDo, representedPartners } from '$lib/domain/permission';
import { confirmRolloutForm, rolloutForm } from '$lib/forms/rollout';
import { likelyWrittenForm } from '$lib/server/evaluations/queries';
import { confirmRollout, reportRollout } from '$lib/server/rollout/commands';
import {
	rolloutAnswersOfPartner,
	measuresOfPartner,
	partnerRepresentatives
} from '$lib/server/rollout/queries';
import type { Actions, PageServerLoad } from './$types';
import { requirePartner, saveAllUnchangedAction, saveRolloutAction } from './partner.server';

/** Loads a partner's page, with a form for its representative. */
export const load: PageServerLoad = async (event) => {
	const { plan, party } = await requirePartner(event);
	const { db, actor, now, asked } = event.locals;
	const { id, writtenForm, ...shown } = party;
	const given = await rolloutAnswersOfPartner(db.read, plan.id, id);
	const own = writtenForm === 'nb' || writtenForm === 'nn' ? writtenForm : null;
	return {
		party: shown,
		link: actor.link ? { name: actor.name } : null,
		/** False for a reporting link: it opens no other partner's page. */
		readsAll: mayDo(actor, 'rollout.read'),
		mine: representedPartners(actor).includes(id),
		mayReport: !asked && mayDo(actor, 'rollout.report', { planId: plan.id, partnerId: id }),
		/** True for a snapshot: representatives are unknown and answers cannot be given. */
		isPast: !!asked?.day,
		lang:
			own ??
			actor.link?.writtenForm ??
			(actor.personId === null ? 'nb' : await likelyWrittenForm(db.read, actor.personId)),
		rollout: given.map(({ code, title, lifecycle, answer }) => ({
			code,
			title,
			open: isReportable(lifecycle),
			answer
		})),
		measures: (await measuresOfPartner(db.read, plan.id, id)).map(({ code, title, lifecycle }) => ({
			code,
			title,
			lifecycle
		})),
		representatives: asked?.day ? [] : await partnerRepresentatives(db.read, id, now),
		saved: event.url.searchParams.get('saved'),
		confirmed: Number(event.url.searchParams.get('confirmed')) || 0
	};
};

export const actions: Actions = {
	report: (event) =>
		saveRolloutAction(event, rolloutForm, (context, target, { state, since, note, lang }) =>
			reportRollout(context, target, { state, since, note, lang })
		),
	confirmAll: (event) => saveAllUnchangedAction(event),
	confirm: (event) => saveRolloutAction(event, confirmRolloutForm, confirmRollout)
};
