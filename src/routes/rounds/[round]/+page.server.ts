import { queueAt, seenBy, tally } from '$lib/components/round/standing';
import { mayDo, permission } from '$lib/domain/permission';
import { takesReports } from '$lib/domain/round';
import { reopenForm, roundStepForm } from '$lib/forms/round';
import { reportingIn } from '$lib/server/evaluations/queries';
import { areasOf } from '$lib/server/plans/queries';
import { reviewsOf } from '$lib/server/reviews/queries';
import { openRound, publishReview, reopenRound } from '$lib/server/rounds/commands';
import { historyOfRound, runningRound } from '$lib/server/rounds/queries';
import type { Actions, PageServerLoad } from './$types';
import { roundAt, takeStep, type RoundAt } from './round.server';

/** Where everyone is in a round. A fixed number of statements, however many measures. */
export const load: PageServerLoad = async (event) => {
	const { plan, round, key } = await roundAt(event);
	const { db, actor } = event.locals;
	const entries = seenBy(actor, await reportingIn(db.read, plan.id, round.id));
	const areas = await areasOf(db.read, plan.id);
	const newest = (await reviewsOf(db.read, plan.id)).find((one) => one.key === key);
	const running = takesReports(round.state) ? round : await runningRound(db.read, plan.id);
	const { version, year, kind, state, opensOn, reportBy, readBy, meetingOn, graceDays, instruction } = round;
	return {
		round: { key, version, year, kind, state, graceDays, instruction },
		deadlines: { opensOn, reportBy, readBy, meetingOn },
		entries,
		counts: tally(entries),
		areas: areas.map(({ number, name, shortName, kind: area, bodyName }) => ({
			...{ number, name, shortName, kind: area, body: bodyName }
		})),
		nextToRead:
			takesReports(round.state) && mayDo(actor, 'evaluation.approve') ? queueAt(entries, '').next : null,
		review: newest ? { version: newest.version, published: newest.publishedAt !== null } : null,
		anotherRuns: running !== null && running.id !== round.id,
		may: {
			open: permission(actor, 'round.open'),
			close: permission(actor, 'round.close'),
			reopen: permission(actor, 'round.reopen'),
			publish: permission(actor, 'review.publish')
		},
		mayWrite: takesReports(round.state) && mayDo(actor, 'review.write'),
		mayRemind: takesReports(round.state) && mayDo(actor, 'mail.send'),
		history: mayDo(actor, 'history.read') ? await historyOfRound(db.read, plan.id, key) : [],
		done: event.url.searchParams.get('done'),
		of: entries.find(({ code }) => code === event.url.searchParams.get('of')) ?? null
	};
};

export const actions = {
	open: (event) =>
		takeStep(event, 'open', roundStepForm, (context, at, { version }) =>
			openRound(context, { ...targetOf(at), version })
		),
	publish: (event) =>
		takeStep(event, 'publish', roundStepForm, (context, { plan, key }, { version }) =>
			publishReview(context, plan.id, key, version)
		),
	reopen: (event) =>
		takeStep(event, 'reopen', reopenForm, (context, at, { version, reason }) =>
			reopenRound(context, { ...targetOf(at), version }, reason)
		)
} satisfies Actions;

function targetOf({ plan, key }: RoundAt) {
	return { planId: plan.id, round: key };
}
