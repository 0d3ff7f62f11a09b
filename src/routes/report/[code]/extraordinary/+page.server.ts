import { draftOwner } from '$lib/domain/evaluation/draft-owner';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { questions } from '$lib/domain/evaluation/evaluation';
import { isReportable } from '$lib/domain/measure/measure';
import { expectedProgress } from '$lib/domain/figures/progress';
import { extraordinaryRoundKey } from '$lib/domain/round/round';
import { withdrawEvaluation } from '$lib/server/evaluations/commands';
import {
	lastApproved,
	openExtraordinary,
	scorableValues,
	likelyWrittenForm
} from '$lib/server/evaluations/queries';
import { milestonesOf } from '$lib/server/measures/queries';
import { requireReportedOutsideRound } from '../../reporting.server';
import { handleAnswers, handleStep } from '../form-action.server';
import { carryOverStep, withdrawAndSaveStep, saveDraftStep, submitStep } from '../steps.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads a measure's extraordinary evaluation: the unapproved one, or a new one. */
export const load: PageServerLoad = async (event) => {
	const { db, actor, now } = event.locals;
	const { planId, measure, running } = await requireReportedOutsideRound(event);
	const milestones = await milestonesOf(db.read, measure.id);
	const { searchParams } = event.url;
	return {
		measure: { code: measure.code, title: measure.title },
		round: { key: extraordinaryRoundKey, questions },
		/** Storage key of drafts in the browser. */
		place: `${draftOwner(actor)}/${planId}/${extraordinaryRoundKey}/${measure.id}`,
		/** True if a round is open: evaluations are then given there. */
		running,
		open: running === null && isReportable(measure.lifecycle),
		expected: expectedProgress({ ...measure, milestones }, toOsloDate(now)),
		hasMilestones: milestones.length > 0,
		values: await scorableValues(db.read, planId),
		report: await openExtraordinary(db.read, measure.id),
		last: await lastApproved(db.read, measure.id, null),
		lang: await likelyWrittenForm(db.read, actor.personId),
		saved: searchParams.has('saved'),
		sent: searchParams.has('sent')
	};
};

export const actions: Actions = {
	save: async (event) =>
		handleAnswers(event, await requireReportedOutsideRound(event), { run: saveDraftStep, way: 'here' }),
	submit: async (event) =>
		handleAnswers(event, await requireReportedOutsideRound(event), { run: submitStep, way: 'onwards' }),
	withdraw: async (event) =>
		handleStep(event, await requireReportedOutsideRound(event), { run: withdrawEvaluation, way: 'here' }),
	carry: async (event) =>
		handleAnswers(event, await requireReportedOutsideRound(event), { run: carryOverStep, way: 'here' }),
	retake: async (event) =>
		handleAnswers(event, await requireReportedOutsideRound(event), { run: withdrawAndSaveStep, way: 'here' })
};
