import { error, type RequestEvent } from '@sveltejs/kit';
import { queuePosition, visibleTo } from '$lib/domain/evaluation/evaluation-progress';
import { evaluationReadAction } from '$lib/domain/permission';
import { approvalForm } from '$lib/forms/approval';
import { toConflict } from '$lib/forms/form-state';
import { link } from '$lib/i18n/link';
import type { ApprovalDecision, returnEvaluation } from '$lib/server/evaluations/approval';
import { lastEvaluationEvent } from '$lib/server/evaluations/last-event';
import { reportingEntries } from '$lib/server/rounds/queries';
import { evaluationIn, type Evaluation } from '$lib/server/evaluations/queries';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { measureByCode, type Measure } from '$lib/server/measures/queries';
import { commentForm, requireRound, type RequiredRound } from '../round.server';

export type ApprovalEvent = RequestEvent<{ round: string; code: string }>;

export interface ReadableEvaluation extends RequiredRound {
	measure: Measure;
	report: Evaluation | null;
}

/** Returns the evaluation of the address, for those who may read it at its current stage. */
export async function requireReadableEvaluation(event: ApprovalEvent): Promise<ReadableEvaluation> {
	const at = await requireRound(event);
	const { db } = event.locals;
	const measure = await measureByCode(db.read, at.plan.id, event.params.code);
	if (!measure) error(404, 'not-found');
	const report = await evaluationIn(db.read, at.round.id, measure.id);
	const action = report ? evaluationReadAction(report.state, false) : 'evaluation.read-unapproved';
	requirePermission(event, action, { responsibleBodyId: measure.bodyId });
	return { ...at, measure, report };
}

/** Decides on the evaluation with a comment, and continues to the next awaiting approval. */
export async function handleApproval(
	event: ApprovalEvent,
	name: ApprovalDecision,
	decide: typeof returnEvaluation
) {
	const at = await requireReadableEvaluation(event);
	return handleForm(event, {
		shape: approvalForm,
		run: async ({ version, comment }) => {
			const target = { ...at.target, measure: at.measure.code, version };
			return decide(event.locals, target, { ...comment, lang: await commentForm(event.locals) });
		},
		done: () => addressOfNext(event, at, name),
		conflictCodes: ['wrong-state'],
		conflict: async () => {
			const happened = await lastEvaluationEvent(event.locals.db.read, at.round, at.measure.id);
			return toConflict(null, null, happened);
		}
	});
}

async function addressOfNext(
	{ locals }: ApprovalEvent,
	{ plan, round, key, measure }: ReadableEvaluation,
	name: ApprovalDecision
): Promise<string> {
	const entries = visibleTo(locals.actor, await reportingEntries(locals.db.read, plan.id, round.id));
	const { next } = queuePosition(entries, measure.code);
	return link(`/rounds/${key}${next ? `/${next.code}` : ''}?done=${name}&of=${measure.code}`);
}
