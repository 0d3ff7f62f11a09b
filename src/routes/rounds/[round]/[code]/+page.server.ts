import { error } from '@sveltejs/kit';
import { compareTextAnswers } from '$lib/domain/evaluation/text-difference';
import { queuePosition } from '$lib/domain/evaluation/evaluation-progress';
import { mayDo, permission } from '$lib/domain/permission';
import { questions, type Question } from '$lib/domain/evaluation/evaluation';
import { acceptsReports, roundKey } from '$lib/domain/round/round';
import { instantToOsloDate, toOsloDate } from '$lib/domain/calendar/calendar-date';
import { milestonesOf } from '$lib/server/measures/queries';
import { lastApproved, scorableValues } from '$lib/server/evaluations/queries';
import type { Round } from '$lib/server/rounds/queries';
import type { Actions, PageServerLoad } from './$types';
import { commentForm } from '../round.server';
import { decideEvaluation, requireReadableEvaluation, visibleEvaluations } from './approval.server';

/** Loads an evaluation beside the previous one. */
export const load: PageServerLoad = async (event) => {
	const { plan, round, measure, report } = await requireReadableEvaluation(event);
	const { db, actor } = event.locals;
	const entries = await visibleEvaluations(event.locals, plan, round);
	const entry = entries.find(({ code }) => code === measure.code);
	if (!entry) error(404, 'not-found');
	const last = await lastApproved(db.read, measure.id, round);
	const responsible = { responsibleBodyId: measure.bodyId };
	const { searchParams } = event.url;
	const milestones = await milestonesOf(db.read, measure.id);
	const since = last && instantToOsloDate(last.submittedAt ?? last.savedAt);
	return {
		today: toOsloDate(event.locals.now),
		milestones,
		/** Milestones reached after the last approved evaluation. */
		reachedSince: milestones.filter(({ doneOn }) => doneOn !== null && since !== null && doneOn > since)
			.length,
		/** Null for an extraordinary evaluation. */
		round: round && { key: roundKey(round), year: round.year, kind: round.kind },
		questions: questionsOf(round),
		running: round === null || acceptsReports(round.state),
		entry,
		queue: round && queuePosition(entries, measure.code),
		report: report && {
			...report,
			remarks: mayDo(actor, 'evaluation.read-unapproved', responsible) ? report.remarks : []
		},
		last: last && { round: last.round, answers: last.answers },
		texts: report && last ? compareTextAnswers(last.answers, report.answers) : null,
		values: await scorableValues(db.read, plan.id, measure.id),
		lang: await commentForm(event.locals),
		may: {
			approve: permission(actor, 'evaluation.approve', responsible),
			return: permission(actor, 'evaluation.return', responsible)
		},
		done: searchParams.get('done'),
		of: entries.find(({ code }) => code === searchParams.get('of')) ?? null
	};
};

export const actions = {
	approve: (event) => decideEvaluation(event, 'approve'),
	return: (event) => decideEvaluation(event, 'return')
} satisfies Actions;

/** Returns the round's questions in order; status always. All questions outside rounds. */
function questionsOf(round: Pick<Round, 'questions'> | null): Question[] {
	return questions.filter(
		(question) => !round || question === 'status' || round.questions.includes(question)
	);
}
