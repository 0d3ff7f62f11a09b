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
import { reportingEntries } from '$lib/server/evaluations/queries';
import { parseForm } from '$lib/server/http/forms';
import {
	failEvaluation,
	evaluationTarget,
	type EvaluationFailure,
	type ReportedMeasure,
	type ReportEvent
} from '../reporting.server';

/** Where a step leads: back to the same report, or on to the next that is not sent. */
type Way = 'here' | 'onwards';

/** What a form holds besides its answers: all of it as it was posted, and what indicators showed. */
export interface FilledForm {
	posted: PostedForm;
	readings: ReportedReading[];
}

type WithAnswers<R extends ReportedMeasure> = (
	context: Context,
	target: EvaluationTarget,
	answers: EvaluationAnswers,
	reported: R,
	filled: FilledForm
) => Promise<Result<SavedEvaluation>>;

/** Takes the whole form, does one step with its answers, and answers with a page or with all of it back. */
export async function handleAnswers<R extends ReportedMeasure>(
	event: ReportEvent,
	reported: R,
	way: Way,
	step: WithAnswers<R>
): Promise<EvaluationFailure> {
	const form = await parseForm(event.request, evaluationForm);
	if (!form.ok) return form.failure;
	const { values } = form;
	const { version, answers, readings } = form.input;
	const filled = { posted: values, readings };
	const outcome = await step(
		event.locals,
		evaluationTarget(reported, values, version),
		answers,
		reported,
		filled
	);
	if (!outcome.ok) return failEvaluation(event, reported, outcome.refused, values);
	return goOn(event, reported, way);
}

type WithoutAnswers = (context: Context, target: EvaluationTarget) => Promise<Result<SavedEvaluation>>;

/** As `handleAnswers`, for a step that carries none. */
export async function handleStep(
	event: ReportEvent,
	reported: ReportedMeasure,
	way: Way,
	step: WithoutAnswers
): Promise<EvaluationFailure> {
	const form = await parseForm(event.request, evaluationVersionForm);
	if (!form.ok) return form.failure;
	const outcome = await step(event.locals, evaluationTarget(reported, form.values, form.input.version));
	if (!outcome.ok) return failEvaluation(event, reported, outcome.refused, form.values);
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
 * Saves a draft while it is being written, through the command that "save draft" calls. Answers with the
 * version to write on from; with 400 and the faults, or with 409 and what stands now where somebody else
 * came first or nothing can be saved any more.
 */
export async function autosaveDraft(event: ReportEvent, reported: ReportedMeasure): Promise<Response> {
	const form = await parseForm(event.request, evaluationForm);
	if (!form.ok) return json({ faults: form.failure.data.faults }, { status: 400 });
	const { values } = form;
	const { version, answers, readings } = form.input;
	const target = evaluationTarget(reported, values, version);
	const outcome = await saveDraft(event.locals, target, answers, { unasked: true, readings });
	if (outcome.ok) return json({ version: outcome.value.version, savedAt: event.locals.now.toISOString() });
	const { status, data } = await failEvaluation(event, reported, outcome.refused, values);
	return json({ conflict: data.conflict ?? null, faults: data.faults }, { status });
}
