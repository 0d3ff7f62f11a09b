import { error, type RequestEvent } from '@sveltejs/kit';
import { queuePosition, visibleTo, type VisibleEntry } from '$lib/domain/evaluation/evaluation-progress';
import { evaluationReadAction } from '$lib/domain/permission';
import { extraordinaryRoundKey, type RoundKey } from '$lib/domain/round/round';
import { approvalForm } from '$lib/forms/approval';
import { toConflict } from '$lib/forms/form-state';
import { link } from '$lib/i18n/link';
import { approveEvaluation, returnEvaluation, type ApprovalDecision } from '$lib/server/evaluations/approval';
import { lastEvaluationEvent } from '$lib/server/evaluations/last-event';
import { evaluationAt, type Evaluation } from '$lib/server/evaluations/queries';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { measureByCode, type Measure } from '$lib/server/measures/queries';
import type { Plan } from '$lib/server/plans/queries';
import { extraordinaryEntries, reportingEntries, roundByKey, type Round } from '$lib/server/rounds/queries';
import { commentForm, requireRound } from '../round.server';

type ApprovalEvent = RequestEvent<{ round: string; code: string }>;

interface ReadableEvaluation {
	plan: Plan;
	/** Null for an extraordinary evaluation. */
	round: Round | null;
	measure: Measure;
	report: Evaluation | null;
}

/** Returns the round key of the address; null for extraordinary evaluations. */
function roundKeyOf({ params }: ApprovalEvent): RoundKey | null {
	return params.round === extraordinaryRoundKey ? null : params.round;
}

/** Returns the evaluation of the address, for those who may read it at its current stage. */
export async function requireReadableEvaluation(event: ApprovalEvent): Promise<ReadableEvaluation> {
	requirePermission(event, 'round.read');
	const { db } = event.locals;
	const round = roundKeyOf(event) === null ? null : (await requireRound(event)).round;
	const plan = planOf(event);
	const measure = plan && (await measureByCode(db.read, plan.id, event.params.code));
	if (!measure) error(404, 'not-found');
	const report = await evaluationAt(db.read, round, measure.id);
	const action = report ? evaluationReadAction(report.state, false) : 'evaluation.read-unapproved';
	requirePermission(event, action, { responsibleBodyId: measure.bodyId });
	return { plan, round, measure, report };
}

/** Lists the evaluations of the round, or the open extraordinary ones, as the reader may see them. */
export async function visibleEvaluations(
	{ db, actor }: App.Locals,
	plan: Plan,
	round: Round | null
): Promise<VisibleEntry[]> {
	const entries = round
		? await reportingEntries(db.read, plan.id, round.id)
		: await extraordinaryEntries(db.read, plan.id);
	return visibleTo(actor, entries);
}

/** Decides on the evaluation with a comment, and continues to the next awaiting approval. */
export async function decideEvaluation(event: ApprovalEvent, decision: ApprovalDecision) {
	const { locals, params } = event;
	const plan = planOf(event);
	if (!plan) error(404, 'not-found');
	const at = { planId: plan.id, round: roundKeyOf(event), measure: params.code };
	return handleForm(event, {
		shape: approvalForm,
		guard: `evaluation.${decision}`,
		run: async ({ version, comment }) => {
			const [target, remarks] = [
				{ ...at, version },
				{ ...comment, lang: await commentForm(locals) }
			];
			return decision === 'approve'
				? approveEvaluation(locals, target, remarks)
				: returnEvaluation(locals, target, remarks);
		},
		done: async () => {
			if (at.round === null) return link(`/rounds?${decision}=${at.measure}`);
			const round = await roundByKey(locals.db.read, plan.id, at.round);
			const { next } = queuePosition(await visibleEvaluations(locals, plan, round), at.measure);
			const page = next ? `/rounds/${at.round}/${next.code}` : `/rounds/${at.round}`;
			return link(`${page}?done=${decision}&of=${at.measure}`);
		},
		conflictCodes: ['wrong-state'],
		conflict: async () => toConflict(null, null, await lastEvaluationEvent(locals.db.read, at))
	});
}
