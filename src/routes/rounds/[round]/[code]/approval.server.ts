import { error, fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { queuePosition, visibleTo } from '$lib/domain/evaluation/evaluation-progress';
import type { Result, Refusal } from '$lib/domain/result';
import { evaluationReadAction } from '$lib/domain/permission';
import type { PostedForm } from '$lib/forms/evaluation';
import { link } from '$lib/i18n/link';
import type { Context } from '$lib/server/context';
import type { EvaluationTarget } from '$lib/server/evaluations/commands';
import { lastEvaluationEvent } from '$lib/server/evaluations/last-event';
import { evaluationIn, reportingEntries, type Evaluation } from '$lib/server/evaluations/queries';
import { parseForm, rejectForm } from '$lib/server/http/forms';
import { throwRefusal, requirePermission } from '$lib/server/http/guard';
import { measureByCode, type Measure } from '$lib/server/measures/queries';
import { requireRound, type RoundFailure, type RequiredRound } from '../round.server';

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

interface Step<Shape extends z.ZodType> {
	/** Name of the step in the address it redirects to. */
	name: string;
	shape: Shape;
	run: (context: Context, target: EvaluationTarget, input: z.output<Shape>) => Promise<Result<unknown>>;
}

/** Parses the form, runs one step on the evaluation, and continues to the next awaiting approval. */
export async function handleApprovalStep<Shape extends z.ZodType<{ version: number }>>(
	event: ApprovalEvent,
	{ name, shape, run }: Step<Shape>
): Promise<ActionFailure<RoundFailure>> {
	const at = await requireReadableEvaluation(event);
	const form = await parseForm(event.request, shape);
	if (!form.ok) return form.failure;
	const { plan, key, measure } = at;
	const { version } = form.input;
	const outcome = await run(
		event.locals,
		{ planId: plan.id, round: key, measure: measure.code, version },
		form.input
	);
	if (!outcome.ok) return failApproval(event, at, { refused: outcome.refused, values: form.values });
	return goOn(event, at, name);
}

async function goOn(
	{ locals }: ApprovalEvent,
	{ plan, round, key, measure }: ReadableEvaluation,
	name: string
): Promise<never> {
	const entries = visibleTo(locals.actor, await reportingEntries(locals.db.read, plan.id, round.id));
	const { next } = queuePosition(entries, measure.code);
	redirect(303, link(`/rounds/${key}${next ? `/${next.code}` : ''}?done=${name}&of=${measure.code}`));
}

/** Fails with 409 and the event of the conflict; the comment is kept. */
async function failApproval(
	event: ApprovalEvent,
	{ round, measure }: ReadableEvaluation,
	{ refused, values }: { refused: Refusal; values: PostedForm }
): Promise<ActionFailure<RoundFailure>> {
	if (refused.code === 'invalid') return rejectForm(400, values, refused.faults);
	if (refused.code !== 'stale' && refused.code !== 'wrong-state') throwRefusal(event, refused);
	const happened = await lastEvaluationEvent(event.locals.db.read, round, measure.id);
	return fail(409, { values, faults: [{ field: '', code: 'stale' }], happened });
}
