import { json } from '@sveltejs/kit';
import { evaluationForm, evaluationVersionForm } from '$lib/forms/evaluation';
import { isTextAnswer } from '$lib/forms/evaluation-answers';
import {
	saveDraft,
	submitEvaluation,
	submitUnchanged,
	withdrawEvaluation
} from '$lib/server/evaluations/commands';
import { handleForm } from '$lib/server/http/form-action';
import type { EvaluationKind, ReportEvent } from '../reporting.server';
import { evaluationAction, handleEvaluation } from './evaluation-step.server';

/** Saves a draft. */
export function save(event: ReportEvent, kind: EvaluationKind) {
	return handleEvaluation(event, kind, {
		...{ shape: evaluationForm, onwards: false },
		run: (target, { answers, readings }) => saveDraft(event.locals, target, answers, { readings })
	});
}

/** Submits the evaluation as typed. */
export function submit(event: ReportEvent, kind: EvaluationKind) {
	return handleEvaluation(event, kind, {
		...{ shape: evaluationForm, onwards: true },
		run: (target, { answers, readings }) => submitEvaluation(event.locals, target, answers, readings)
	});
}

/** Submits the last approved answers again. */
export function unchanged(event: ReportEvent, kind: EvaluationKind) {
	return handleEvaluation(event, kind, {
		...{ shape: evaluationVersionForm, onwards: true },
		run: (target) => submitUnchanged(event.locals, target)
	});
}

export function withdraw(event: ReportEvent, kind: EvaluationKind) {
	return handleEvaluation(event, kind, {
		...{ shape: evaluationVersionForm, onwards: false },
		run: (target) => withdrawEvaluation(event.locals, target)
	});
}

/** Saves the draft with the previous text in the chosen field, or in all empty ones. */
export function carry(event: ReportEvent, kind: EvaluationKind) {
	return handleEvaluation(event, kind, {
		...{ shape: evaluationForm, onwards: false },
		run: (target, { answers, readings }, { carry: field }) => {
			const carryOver = typeof field === 'string' && isTextAnswer(field) ? field : 'empty';
			return saveDraft(event.locals, target, answers, { readings, carryOver });
		}
	});
}

/** Withdraws the evaluation someone else submitted, and saves the own text as a draft. */
export function retake(event: ReportEvent, kind: EvaluationKind) {
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
	const answer = await handleForm(event, {
		...evaluationAction(event, kind, {
			shape: evaluationForm,
			run: (target, { answers, readings }) =>
				saveDraft(event.locals, target, answers, { autosaved: true, readings })
		}),
		done: ({ version }) => ({ version, savedAt: event.locals.now.toISOString() })
	});
	if (!('data' in answer)) return json(answer);
	const { conflict, faults } = answer.data;
	return json({ conflict, faults }, { status: answer.status });
}
