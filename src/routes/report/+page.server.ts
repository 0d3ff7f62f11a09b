import { error } from '@sveltejs/kit';
import { firstOpenStep, reportingSteps } from '$lib/domain/evaluation/reporting-steps';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { missingAnswers } from '$lib/domain/evaluation/evaluation';
import { rolesTowards } from '$lib/domain/permission';
import { extraordinaryRoundKey, roundKey, acceptsReports } from '$lib/domain/round/round';
import { submitDraftsForm } from '$lib/forms/evaluation';
import { link } from '$lib/i18n/link';
import { submitDrafts } from '$lib/server/evaluations/commands';
import { reportingEntries, extraordinaryEntries, roundsOf } from '$lib/server/rounds/queries';
import { decisionsToFollowUp } from '$lib/server/decisions/lists';
import { draftsIn } from '$lib/server/evaluations/queries';
import { handleForm } from '$lib/server/http/form-action';
import { inquiriesToAnswer } from '$lib/server/inquiries/queries';
import { planOf } from '$lib/server/http/plan';
import type { Actions, PageServerLoad } from './$types';
import { roundDeadlines, requireReporting } from './reporting.server';

/** Loads the open round and the measures the reader reports. Five statements. */
export const load: PageServerLoad = async (event) => {
	const { db, actor, now } = event.locals;
	requireReporting(event);
	const plan = planOf(event);
	const rounds = plan ? await roundsOf(db.read, plan.id) : [];
	const running = rounds.find(({ state }) => acceptsReports(state)) ?? null;
	const planned = rounds.find(({ state }) => state === 'planned') ?? null;
	const within = plan && running && { planId: plan.id, round: roundKey(running) };
	const steps = within
		? reportingSteps(await reportingEntries(db.read, plan.id, running.id), actor, within)
		: [];
	const outside = plan && !running ? await extraordinaryEntries(db.read, plan.id) : [];
	const drafts = running ? await draftsIn(db.read, running.id) : null;
	const led = new Set((actor.link ?? actor).seats.map(({ bodyId }) => bodyId));
	const sent = event.url.searchParams.getAll('sent');
	return {
		today: toOsloDate(now),
		round: running && {
			...roundDeadlines(running),
			key: roundKey(running),
			instruction: running.instruction
		},
		planned: planned && roundDeadlines(planned),
		steps,
		/** Measures that accept extraordinary evaluations between rounds. */
		outside: plan ? reportingSteps(outside, actor, { planId: plan.id, round: extraordinaryRoundKey }) : [],
		/** Drafts, with their missing answers. */
		drafts: steps.flatMap(({ code, title, bodyId }) => {
			const draft = drafts?.get(code);
			if (!draft || !running) return [];
			const missing = missingAnswers(draft.answers, running.questions);
			return [{ code, title, bodyId, version: draft.version, missing }];
		}),
		/** First open evaluation; for the secretariat, the first of its own. */
		first: firstOpenStep(
			steps.filter(({ bodyId }) => actor.link?.measureId || (bodyId !== null && led.has(bodyId)))
		),
		/** Decisions the reader follows up. */
		decisions: plan
			? await decisionsToFollowUp(db.read, { partnershipId: plan.partnershipId, actor, now })
			: [],
		/** Unanswered questions the reader may answer. */
		questions: plan
			? await inquiriesToAnswer(db.read, { planId: plan.id, partnershipId: plan.partnershipId, actor })
			: [],
		link: actor.link ? { name: actor.name } : null,
		onBehalf: rolesTowards(actor).has('secretariat'),
		receipts: steps.filter(({ code, state }) => sent.includes(code) && state === 'submitted')
	};
};

export const actions: Actions = {
	/** Submits the complete drafts in one transaction. */
	submit: (event) => {
		requireReporting(event);
		const plan = planOf(event) ?? error(404, { message: 'not-found' });
		return handleForm(event, {
			guard: () => requireReporting(event),
			shape: submitDraftsForm,
			run: ({ round, draft }) => submitDrafts(event.locals, { planId: plan.id, round }, draft),
			done: (_, { input }) => link(`/report?${input.draft.map(({ measure }) => `sent=${measure}`).join('&')}`)
		});
	}
};
