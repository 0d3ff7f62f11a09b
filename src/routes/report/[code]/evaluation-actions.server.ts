import { json } from '@sveltejs/kit';
import { evaluationForm, evaluationVersionForm } from '$lib/forms/evaluation';
import { isTextAnswer } from '$lib/forms/evaluation-answers';
import {
	saveDraft,
	submitEvaluation,
	submitUnchanged,
	withdrawEvaluation
} from '$lib/server/evaluations/commands';
import { parseForm } from '$lib/server/http/forms';
import { refuseExpiredLink, type EvaluationKind, type ReportEvent } from '../reporting.server';
import { failEvaluation, type EvaluationFailure } from './evaluation-failure.server';
import { evaluationPlace, handleEvaluation } from './evaluation-step.server';

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
