import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { decisionStanding } from '$lib/domain/decision/decision';
import { mayDo, planReadAction } from '$lib/domain/permission';
import { followUpForm, publishForm } from '$lib/forms/decision';
import { takeTheirField, toConflict } from '$lib/forms/form-state';
import { link } from '$lib/i18n/link';
import { publishDecisions } from '$lib/server/decisions/commands';
import { effectsOfDecision, mattersBuildingOn } from '$lib/server/decisions/effects';
import { followUpDecision } from '$lib/server/decisions/follow-up';
import {
	decisionById,
	decisionDetails,
	followUpEntries,
	latestDecisionChange
} from '$lib/server/decisions/queries';
import { followUpSubject } from '$lib/server/decisions/reader';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { redactionsOf } from '$lib/server/redactions/queries';
import { requireDecision } from '../decision.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads a decision, what it is tied to, and what has become of it. */
export const load: PageServerLoad = async (event) => {
	const found = await requireDecision(event);
	const { db, actor, now } = event.locals;
	const { id, partnershipId, bodyId, title, text, lang, number, decidedOn, kind, followUp, version } = found;
	const { consensus, dissent, dueOn, closedOn, replacement, links, publishedAt } = found;
	const details = await decisionDetails(db.read, found, actor);
	const record = { partnershipId, responsibleBodyId: bodyId };
	return {
		decision: {
			...{ id, title, text, lang, number, decidedOn, kind, followUp, version, consensus, dissent, dueOn },
			...{ closedOn, replacement, links, published: publishedAt !== null, closed: found.closed },
			standing: decisionStanding({ followUp, dueOn, replaced: details.replaced }, toOsloDate(now))
		},
		// The public sees no matter before its meeting has.
		details: {
			...details,
			matter: mayDo(actor, 'matter.read') ? details.matter : null,
			measures: details.measures.filter(({ state }) => mayDo(actor, planReadAction(state)))
		},
		effects: (await effectsOfDecision(db.read, id)).filter(({ plan }) =>
			mayDo(actor, planReadAction(plan.state))
		),
		matters: mayDo(actor, 'matter.read') ? await mattersBuildingOn(db.read, id) : [],
		entries: await followUpEntries(db.read, id, mayDo(actor, 'round.read')),
		mayFollowUp: followUp !== null && mayDo(actor, 'decision.follow-up', followUpSubject(found)),
		mayEdit: mayDo(actor, 'decision.record', record),
		mayPublish: publishedAt === null && found.agendaItemId === null && mayDo(actor, 'decision.publish'),
		redactions: mayDo(actor, 'round.read') ? await redactionsOf(db.read, 'decision', id) : [],
		mayRedact: mayDo(actor, 'text.redact'),
		today: toOsloDate(now),
		saved: event.url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	followUp: async (event) => {
		const found = await requireDecision(event);
		const { id, partnershipId } = found;
		const allow = () => requirePermission(event, 'decision.follow-up', followUpSubject(found));
		allow();
		return handleForm(event, {
			guard: allow,
			shape: followUpForm,
			run: ({ version, ...values }) => followUpDecision(event.locals, { partnershipId, id, version }, values),
			done: `${link(`/decisions/${id}`)}?saved`,
			conflict: async () => {
				const { read } = event.locals.db;
				const now = await decisionById(read, partnershipId, id);
				const [entry] = await followUpEntries(read, id, true);
				const theirs = { state: now?.followUp ?? '', text: entry?.text ?? '' };
				return toConflict(theirs, now?.version ?? null, await latestDecisionChange(read, id));
			},
			take: (both, field) => takeTheirField(Object.keys(both.theirs), both, field),
			show: showNamed('followUp')
		});
	},
	publish: async (event) => {
		const { id, partnershipId } = await requireDecision(event);
		requirePermission(event, 'decision.publish');
		return handleForm(event, {
			guard: 'decision.publish',
			shape: publishForm,
			run: () => publishDecisions(event.locals, partnershipId, [id]),
			done: `${link(`/decisions/${id}`)}?saved`,
			show: showNamed('publish')
		});
	}
};
