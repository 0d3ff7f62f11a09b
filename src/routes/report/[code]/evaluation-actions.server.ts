import { error, fail, json, redirect, type ActionFailure } from '@sveltejs/kit';
import type { z } from 'zod';
import { nextOpenStep, reportingSteps } from '$lib/domain/evaluation/reporting-steps';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { EvaluationAnswers, EvaluationState } from '$lib/domain/evaluation/evaluation';
import type { ReportedReading } from '$lib/domain/indicator';
import type { Refusal, Result, ValidationError } from '$lib/domain/result';
import { roundKey } from '$lib/domain/round/round';
import { evaluationForm, evaluationVersionForm, type PostedForm } from '$lib/forms/evaluation';
import { isTextAnswer } from '$lib/forms/evaluation-answers';
import { link } from '$lib/i18n/link';
import {
	saveDraft,
	submitEvaluation,
	submitUnchanged,
	withdrawEvaluation,
	type EvaluationTarget,
	type SavedEvaluation
} from '$lib/server/evaluations/commands';
import { evaluationOf } from '$lib/server/evaluations/queries';
import { parseForm, rejectForm, type RejectedForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { reportingEntries, roundByKey } from '$lib/server/rounds/queries';
import {
	refuseExpiredLink,
	requireReportedMeasure,
	type EvaluationKind,
	type ReportEvent
} from '../reporting.server';

/** Saves a draft. */
export function save(event: ReportEvent, kind: EvaluationKind): Promise<EvaluationFailure> {
	return handleEvaluation(event, kind, {
		...{ shape: evaluationForm, onwards: false },
		run: (target, { answers, readings }) => saveDraft(event.locals, target, answers, { readings })
	});
}

/** Submits the evaluation as typed. */
export function submit(event: ReportEvent, kind: EvaluationKind): Promise<EvaluationFailure> {
	return handleEvaluation(event, kind, {
		...{ shape: evaluationForm, onwards: true },
		run: (target, { answers, readings }) => submitEvaluation(event.locals, target, answers, readings)
	});
}

/** Submits the last approved answers again. */
export function unchanged(event: ReportEvent, kind: EvaluationKind): Promise<EvaluationFailure> {
	return handleEvaluation(event, kind, {
		...{ shape: evaluationVersionForm, onwards: true },
		run: (target) => submitUnchanged(event.locals, target)
	});
}

export function withdraw(event: ReportEvent, kind: EvaluationKind): Promise<EvaluationFailure> {
	return handleEvaluation(event, kind, {
		...{ shape: evaluationVersionForm, onwards: false },
		run: (target) => withdrawEvaluation(event.locals, target)
	});
}

/** Saves the draft with the previous text in the chosen field, or in all empty ones. */
export function carry(event: ReportEvent, kind: EvaluationKind): Promise<EvaluationFailure> {
	return handleEvaluation(event, kind, {
		...{ shape: evaluationForm, onwards: false },
		run: (target, { answers, readings }, { carry: field }) => {
			const carryOver = typeof field === 'string' && isTextAnswer(field) ? field : 'empty';
			return saveDraft(event.locals, target, answers, { readings, carryOver });
		}
	});
}

/** Withdraws the evaluation someone else submitted, and saves the own text as a draft. */
export function retake(event: ReportEvent, kind: EvaluationKind): Promise<EvaluationFailure> {
	return handleEvaluation(event, kind, {
		...{ shape: evaluationForm, onwards: false },
		run: async (target, { answers, readings }) => {
			const taken = await withdrawEvaluation(event.locals, target);
			if (!taken.ok) return taken;
			const { version } = taken.value;
			return saveDraft(event.locals, { ...target, version }, answers, { readings });
		}
	});
}

/**
 * Autosaves a draft with the same command as "save draft". Answers with the new version; with 400 and the
 * errors; or with 409 and the current evaluation after a conflict or when closed.
 */
export async function autosave(event: ReportEvent, kind: EvaluationKind): Promise<Response> {
	refuseExpiredLink(event);
	const form = await parseForm(event.request, evaluationForm);
	if (!form.ok) return json({ faults: form.failure.data.faults }, { status: 400 });
	const { values } = form;
	const { version, answers, readings } = form.input;
	const target = { ...(await evaluationPlace(event, kind, values)), version };
	const outcome = await saveDraft(event.locals, target, answers, { autosaved: true, readings });
	if (outcome.ok) return json({ version: outcome.value.version, savedAt: event.locals.now.toISOString() });
	const { status, data } = await failEvaluation(event, target, { refused: outcome.refused, values });
	return json({ conflict: data.conflict ?? null, faults: data.faults }, { status });
}

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
async function handleEvaluation<Shape extends z.ZodType<{ version: number | null }>>(
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
async function evaluationPlace(
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

/** Current evaluation, after a conflict. */
export interface EvaluationConflictData {
	version: number | null;
	/** Null if the round has closed and nothing can be saved. */
	state: EvaluationState | null;
	answers: EvaluationAnswers | null;
	readings: ReportedReading[];
	by: string | null;
	at: Instant | null;
}

/** Failure of a submitted evaluation: posted values, errors, and the current evaluation after a conflict. */
export type EvaluationFailure = ActionFailure<RejectedForm & { conflict?: EvaluationConflictData }>;

/**
 * Converts a refusal to a response: 400 for missing answers, 409 with the current evaluation after a conflict.
 * The posted values are returned.
 */
async function failEvaluation(
	event: ReportEvent,
	target: EvaluationTarget,
	{ refused, values }: { refused: Refusal; values: PostedForm }
): Promise<EvaluationFailure> {
	if (refused.code === 'invalid') return rejectForm(400, values, refused.faults.map(atItsField));
	if (refused.code !== 'stale' && refused.code !== 'wrong-state') throwRefusal(event, refused);
	const closed =
		refused.code === 'wrong-state' && ['closed', 'planned', 'round-runs'].includes(refused.state);
	const current = closed ? null : await evaluationOf(event.locals.db.read, target);
	const conflict: EvaluationConflictData = {
		version: current?.version ?? null,
		state: current?.state ?? null,
		answers: current?.answers ?? null,
		readings: current?.readings ?? [],
		by: current?.reportedBy ?? null,
		at: current?.savedAt ?? null
	};
	return fail(409, { values, faults: [{ field: '', code: 'stale' }], conflict });
}

/** Moves the error of a need without text to the text field. */
function atItsField({ field, code }: ValidationError): ValidationError {
	return { field: code === 'needs-text-required' ? 'needsText' : field, code };
}
