import { writerOf } from '$lib/components/evaluation/report-writer';
import { dayIn } from '$lib/domain/calendar';
import { questions } from '$lib/domain/evaluation';
import { isReportable } from '$lib/domain/measure';
import { expectedProgress } from '$lib/domain/progress';
import { outsideRounds } from '$lib/domain/round';
import { withdrawEvaluation } from '$lib/server/evaluations/commands';
import {
	lastApproved,
	openExtraordinary,
	scorableValues,
	likelyWrittenForm
} from '$lib/server/evaluations/queries';
import { milestonesOf } from '$lib/server/measures/queries';
import { reportedOutside } from '../../reporting.server';
import { sendAnswers, sendStep } from '../send.server';
import { carryAndSave, retake, save, submit } from '../steps.server';
import type { Actions, PageServerLoad } from './$types';

/** One measure's report outside rounds: the one that is not approved yet, or a new one. */
export const load: PageServerLoad = async (event) => {
	const { db, actor, now } = event.locals;
	const { planId, measure, running } = await reportedOutside(event);
	const milestones = await milestonesOf(db.read, measure.id);
	const { searchParams } = event.url;
	return {
		measure: { code: measure.code, title: measure.title },
		round: { key: outsideRounds, questions },
		/** Under which name the browser keeps what the server has not got. */
		place: `${writerOf(actor)}/${planId}/${outsideRounds}/${measure.id}`,
		/** A round asks: what is to be told is told there. */
		running,
		open: running === null && isReportable(measure.lifecycle),
		expected: expectedProgress({ ...measure, milestones }, dayIn(now)),
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
	save: async (event) => sendAnswers(event, await reportedOutside(event), 'here', save),
	submit: async (event) => sendAnswers(event, await reportedOutside(event), 'onwards', submit),
	withdraw: async (event) => sendStep(event, await reportedOutside(event), 'here', withdrawEvaluation),
	carry: async (event) => sendAnswers(event, await reportedOutside(event), 'here', carryAndSave),
	retake: async (event) => sendAnswers(event, await reportedOutside(event), 'here', retake)
};
