import { queuePosition, visibleTo, countByStage } from '$lib/domain/evaluation/evaluation-progress';
import { filterRoundEntries, roundListChoices } from '$lib/domain/evaluation/round-list';
import { readListFilter } from '$lib/domain/list-filter';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { mayDo, permission } from '$lib/domain/permission';
import { scheduledRecipients } from '$lib/domain/mail/reminder';
import { computeLateness, editableRoundSettings, acceptsReports } from '$lib/domain/round/round';
import { reopenRoundForm, roundStepForm } from '$lib/forms/round';
import { link } from '$lib/i18n/link';
import {
	reportingEntries,
	roundHistory,
	runningRound,
	type ReportingEntry,
	type Round
} from '$lib/server/rounds/queries';
import { areLinksHandedOut } from '$lib/server/http/mail';
import { reportingFigures } from '$lib/server/response/queries';
import { areasOf } from '$lib/server/plans/queries';
import { reportingFacts } from '$lib/server/reminders/queries';
import { reviewEntries } from '$lib/server/reviews/queries';
import { openRound } from '$lib/server/workflows/open-round';
import { publishReview } from '$lib/server/reviews/commands';
import { deletePlannedRound, reopenRound } from '$lib/server/rounds/commands';
import type { Actions, PageServerLoad } from './$types';
import { handleBulkApproval } from './bulk-approval.server';
import { commentForm, requireRound, handleRoundStep } from './round.server';

/** Loads the progress of a round. A fixed number of statements. */
export const load: PageServerLoad = async (event) => {
	const { plan, round, key } = await requireRound(event);
	const { db, actor, now } = event.locals;
	const asked = await reportingEntries(db.read, plan.id, round.id);
	const lateness = computeLateness(toOsloDate(now), round);
	const entries = visibleTo(actor, asked, lateness);
	const areas = await areasOf(db.read, plan.id);
	const newest = (await reviewEntries(db.read, plan.id)).find((one) => one.key === key);
	const running = acceptsReports(round.state) ? round : await runningRound(db.read, plan.id);
	const mayAnswer = mayDo(actor, 'evaluation.approve') && mayDo(actor, 'evaluation.return');
	const { version, year, kind, state, opensOn, reportBy, readBy, meetingOn, graceDays, instruction } = round;
	const { searchParams } = event.url;
	const of = searchParams.getAll('of');
	const filter = readListFilter(searchParams, roundListChoices);
	const ownBodies = actor.seats.map(({ bodyId }) => bodyId);
	return {
		round: { key, version, year, kind, state, graceDays, instruction },
		deadlines: { opensOn, reportBy, readBy, meetingOn },
		lateness,
		entries,
		filter,
		list: filterRoundEntries(entries, filter, ownBodies),
		hasOwn: entries.some(({ bodyId }) => bodyId !== null && ownBodies.includes(bodyId)),
		counts: countByStage(entries),
		figures:
			state === 'planned' ? null : await reportingFigures(db.read, { plan, round, entries: asked }, now),
		areas: areas.map(({ number, name, shortName, kind: area, bodyName }) => ({
			...{ number, name, shortName, kind: area, body: bodyName }
		})),
		nextToRead: acceptsReports(state) && mayAnswer ? queuePosition(entries, '').next : null,
		waiting: acceptsReports(state) && mayAnswer ? entries.filter((one) => one.state === 'submitted') : [],
		lang: await commentForm(event.locals),
		review: newest ? { version: newest.version, published: newest.publishedAt !== null } : null,
		anotherRuns: running !== null && running.id !== round.id,
		may: {
			open: permission(actor, 'round.open'),
			plan: permission(actor, 'round.plan'),
			close: permission(actor, 'round.close'),
			reopen: permission(actor, 'round.reopen'),
			publish: permission(actor, 'review.publish')
		},
		reach: await reachIn(event.locals, round, asked),
		mayWrite: acceptsReports(state) && mayDo(actor, 'review.write'),
		mayEdit: editableRoundSettings(state).length > 0 && mayDo(actor, 'round.plan'),
		mayRemind: acceptsReports(state) && mayDo(actor, 'mail.send'),
		handsOutLinks: areLinksHandedOut(round) && mayDo(actor, 'mail.send'),
		history: mayDo(actor, 'history.read') ? await roundHistory(db.read, plan.id, key) : [],
		done: searchParams.get('done'),
		of: entries.filter(({ code }) => of.includes(code))
	};
};

/** Returns the people reminded of each measure and the dates, by measure id; null if the reader may not see them. */
async function reachIn({ actor, db, now }: App.Locals, round: Round, asked: readonly ReportingEntry[]) {
	if (!acceptsReports(round.state) || !mayDo(actor, 'mail.read')) return null;
	const facts = await reportingFacts(db.read, round, now, asked);
	return scheduledRecipients(facts, toOsloDate(now));
}

export const actions = {
	open: async (event) => {
		const { target } = await requireRound(event);
		return handleRoundStep(event, {
			guard: 'round.open',
			shape: roundStepForm,
			run: ({ version }) => openRound(event.locals, { ...target, version }),
			done: link(`/rounds/${target.round}?done=open`)
		});
	},
	delete: async (event) => {
		const { target } = await requireRound(event);
		return handleRoundStep(event, {
			guard: 'round.plan',
			shape: roundStepForm,
			run: ({ version }) => deletePlannedRound(event.locals, { ...target, version }),
			done: ({ event: seq }) => link(`/rounds?done=delete&event=${seq}`)
		});
	},
	publish: async (event) => {
		const { plan, key } = await requireRound(event);
		return handleRoundStep(event, {
			guard: 'review.publish',
			shape: roundStepForm,
			run: ({ version }) => publishReview(event.locals, plan.id, key, version),
			done: link(`/rounds/${key}?done=publish`)
		});
	},
	reopen: async (event) => {
		const { target } = await requireRound(event);
		return handleRoundStep(event, {
			guard: 'round.reopen',
			shape: reopenRoundForm,
			run: ({ version, reason }) => reopenRound(event.locals, { ...target, version }, reason),
			done: link(`/rounds/${target.round}?done=reopen`)
		});
	},
	approveChosen: (event) => handleBulkApproval(event, 'approve'),
	returnChosen: (event) => handleBulkApproval(event, 'return')
} satisfies Actions;
