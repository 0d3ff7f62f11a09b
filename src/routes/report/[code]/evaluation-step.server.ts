import { error, redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import { nextOpenStep, reportingSteps } from '$lib/domain/evaluation/reporting-steps';
import type { Result } from '$lib/domain/result';
import { roundKey } from '$lib/domain/round/round';
import type { PostedForm } from '$lib/forms/evaluation';
import { link } from '$lib/i18n/link';
import type { EvaluationTarget, SavedEvaluation } from '$lib/server/evaluations/commands';
import { parseForm } from '$lib/server/http/forms';
import { planOf } from '$lib/server/http/plan';
import { reportingEntries, roundByKey } from '$lib/server/rounds/queries';
import {
	refuseExpiredLink,
	requireReportedMeasure,
	type EvaluationKind,
	type ReportEvent
} from '../reporting.server';
import { failEvaluation, type EvaluationFailure } from './evaluation-failure.server';

interface Step<Shape extends z.ZodType> {
	shape: Shape;
	/** True if the next open evaluation follows; the same one is shown otherwise. */
	onwards: boolean;
	run: (
		target: EvaluationTarget,
		input: z.output<Shape>,
		posted: PostedForm
	) => Promise<Result<SavedEvaluation>>;
}

/** Parses the form, runs a command, and redirects or returns the rejected form. */
export async function handleEvaluation<Shape extends z.ZodType<{ version: number | null }>>(
	event: ReportEvent,
	kind: EvaluationKind,
	{ shape, onwards, run }: Step<Shape>
): Promise<EvaluationFailure> {
	refuseExpiredLink(event);
	const form = await parseForm(event.request, shape);
	if (!form.ok) return form.failure;
	const { values, input } = form;
	const target = { ...(await evaluationPlace(event, kind, values)), version: input.version };
	const outcome = await run(target, input, values);
	if (!outcome.ok) return failEvaluation(event, target, { refused: outcome.refused, values });
	const here = `/report/${target.measure}`;
	if (target.round === null) redirect(303, link(`${here}/extraordinary?${onwards ? 'sent' : 'saved'}`));
	if (!onwards) redirect(303, link(`${here}?saved`));
	const next = await nextEvaluation(event, target);
	redirect(303, link(`/report${next ? `/${next.code}` : ''}?sent=${target.measure}`));
}

/** Returns the evaluation a form was written for: its round, even if another is open now. */
export async function evaluationPlace(
	event: ReportEvent,
	kind: EvaluationKind,
	{ round: posted }: PostedForm
): Promise<Omit<EvaluationTarget, 'version'>> {
	const plan = planOf(event);
	if (!plan) error(404, { message: 'not-found' });
	const at = { planId: plan.id, measure: event.params.code };
	if (kind === 'extraordinary') return { ...at, round: null };
	if (typeof posted === 'string') return { ...at, round: posted };
	const { round } = await requireReportedMeasure(event, kind);
	return { ...at, round: round && roundKey(round) };
}

async function nextEvaluation({ locals }: ReportEvent, { planId, round: key, measure }: EvaluationTarget) {
	const round = key === null ? null : await roundByKey(locals.db.read, planId, key);
	if (!round) return null;
	const entries = await reportingEntries(locals.db.read, planId, round.id);
	return nextOpenStep(reportingSteps(entries, locals.actor, { planId, round: roundKey(round) }), measure);
}
