import { json, redirect } from '@sveltejs/kit';
import { nextOpenStep, reportingSteps } from '$lib/domain/evaluation/reporting-steps';
import type { EvaluationAnswers } from '$lib/domain/evaluation/evaluation';
import type { ReportedReading } from '$lib/domain/indicator';
import type { Result } from '$lib/domain/result';
import { roundKey } from '$lib/domain/round/round';
import { evaluationForm, evaluationVersionForm, type PostedForm } from '$lib/forms/evaluation';
import { link } from '$lib/i18n/link';
import type { Context } from '$lib/server/context';
import { saveDraft, type SavedEvaluation, type EvaluationTarget } from '$lib/server/evaluations/commands';
import { reportingEntries } from '$lib/server/rounds/queries';
import { parseForm } from '$lib/server/http/forms';
import {
	failEvaluation,
	evaluationTarget,
	type EvaluationFailure,
	type ReportedMeasure,
	type ReportEvent
} from '../reporting.server';

/** Page after a step: the same evaluation, or the next open one. */
type Way = 'here' | 'onwards';

/** A submitted evaluation: its parsed values, all posted values, and the measure reported. */
export interface SubmittedForm {
	answers: EvaluationAnswers;
	readings: ReportedReading[];
	posted: PostedForm;
	reported: ReportedMeasure;
}

interface Step<Input extends unknown[]> {
	run: (context: Context, target: EvaluationTarget, ...input: Input) => Promise<Result<SavedEvaluation>>;
	way: Way;
}

/** Parses the form, runs one step with its answers, and redirects or returns the rejected form. */
export async function handleAnswers(
	event: ReportEvent,
	reported: ReportedMeasure,
	{ run, way }: Step<[SubmittedForm]>
): Promise<EvaluationFailure> {
	const form = await parseForm(event.request, evaluationForm);
	if (!form.ok) return form.failure;
	const { values } = form;
	const { version, answers, readings } = form.input;
	const target = evaluationTarget(reported, values, version);
	const outcome = await run(event.locals, target, { answers, readings, posted: values, reported });
	if (!outcome.ok) return failEvaluation(event, reported, { refused: outcome.refused, values });
	return goOn(event, reported, way);
}

/** Runs a step without answers, as `handleAnswers` does with them. */
export async function handleStep(
	event: ReportEvent,
	reported: ReportedMeasure,
	{ run, way }: Step<[]>
): Promise<EvaluationFailure> {
	const form = await parseForm(event.request, evaluationVersionForm);
	if (!form.ok) return form.failure;
	const { values, input } = form;
	const outcome = await run(event.locals, evaluationTarget(reported, values, input.version));
	if (!outcome.ok) return failEvaluation(event, reported, { refused: outcome.refused, values });
	return goOn(event, reported, way);
}

async function goOn(
	{ locals }: ReportEvent,
	{ planId, measure, round }: ReportedMeasure,
	way: Way
): Promise<never> {
	if (!round)
		redirect(303, link(`/report/${measure.code}/extraordinary?${way === 'here' ? 'saved' : 'sent'}`));
	if (way === 'here') redirect(303, link(`/report/${measure.code}?saved`));
	const entries = await reportingEntries(locals.db.read, planId, round.id);
	const steps = reportingSteps(entries, locals.actor, { planId, round: roundKey(round) });
	const next = nextOpenStep(steps, measure.code);
	redirect(303, link(`/report${next ? `/${next.code}` : ''}?sent=${measure.code}`));
}

/**
 * Autosaves a draft with the same command as "save draft". Answers with the new version; with 400 and the
 * errors; or with 409 and the current evaluation after a conflict or when closed.
 */
export async function autosaveDraft(event: ReportEvent, reported: ReportedMeasure): Promise<Response> {
	const form = await parseForm(event.request, evaluationForm);
	if (!form.ok) return json({ faults: form.failure.data.faults }, { status: 400 });
	const { values } = form;
	const { version, answers, readings } = form.input;
	const target = evaluationTarget(reported, values, version);
	const outcome = await saveDraft(event.locals, target, answers, { unasked: true, readings });
	if (outcome.ok) return json({ version: outcome.value.version, savedAt: event.locals.now.toISOString() });
	const { status, data } = await failEvaluation(event, reported, { refused: outcome.refused, values });
	return json({ conflict: data.conflict ?? null, faults: data.faults }, { status });
}
