import { error } from '@sveltejs/kit';
import { compareTextAnswers } from '$lib/domain/evaluation/text-difference';
import { queuePosition, visibleTo } from '$lib/domain/evaluation/evaluation-progress';
import { mayDo, permission } from '$lib/domain/permission';
import { questions, type Question } from '$lib/domain/evaluation/evaluation';
import { acceptsReports } from '$lib/domain/round/round';
import { approveEvaluation, returnEvaluation } from '$lib/server/evaluations/approval';
import { reportingEntries, type Round } from '$lib/server/rounds/queries';
import { lastApproved, scorableValues } from '$lib/server/evaluations/queries';
import type { Actions, PageServerLoad } from './$types';
import { commentForm } from '../round.server';
import { requireReadableEvaluation, handleApproval } from './approval.server';

/** Loads an evaluation beside the previous one. */
export const load: PageServerLoad = async (event) => {
	const { plan, round, key, measure, report } = await requireReadableEvaluation(event);
	const { db, actor } = event.locals;
	const entries = visibleTo(actor, await reportingEntries(db.read, plan.id, round.id));
	const entry = entries.find(({ code }) => code === measure.code);
	if (!entry) error(404, 'not-found');
	const last = await lastApproved(db.read, measure.id, round);
	const responsible = { responsibleBodyId: measure.bodyId };
	const { searchParams } = event.url;
	return {
		round: { key, year: round.year, kind: round.kind, questions: questionsOf(round) },
		running: acceptsReports(round.state),
		entry,
		queue: queuePosition(entries, measure.code),
		report: report && {
			...report,
			remarks: mayDo(actor, 'evaluation.read-unapproved', responsible) ? report.remarks : []
		},
		last: last && { round: last.round, answers: last.answers },
		texts: report && last ? compareTextAnswers(last.answers, report.answers) : null,
		values: await scorableValues(db.read, plan.id),
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
	approve: (event) => handleApproval(event, 'approve', approveEvaluation),
	return: (event) => handleApproval(event, 'return', returnEvaluation)
} satisfies Actions;

/** Returns the round's questions in order; status always. */
function questionsOf(round: Pick<Round, 'questions'>): Question[] {
	return questions.filter((question) => question === 'status' || round.questions.includes(question));
}
