import { carryOverTexts, emptyTextAnswers, isTextAnswer } from '$lib/forms/evaluation-answers';
import { questions } from '$lib/domain/evaluation/evaluation';
import type { Result } from '$lib/domain/result';
import type { Context } from '$lib/server/context';
import {
	saveDraft,
	submitEvaluation,
	withdrawEvaluation,
	type SavedEvaluation,
	type EvaluationTarget
} from '$lib/server/evaluations/commands';
import { lastApproved } from '$lib/server/evaluations/queries';
import type { SubmittedForm } from './form-action.server';

/** Saves the draft with its indicator readings. */
export function saveDraftStep(
	context: Context,
	target: EvaluationTarget,
	{ answers, readings }: SubmittedForm
): Promise<Result<SavedEvaluation>> {
	return saveDraft(context, target, answers, { readings });
}

/** Submits the evaluation with its indicator readings. */
export function submitStep(
	context: Context,
	target: EvaluationTarget,
	{ answers, readings }: SubmittedForm
): Promise<Result<SavedEvaluation>> {
	return submitEvaluation(context, target, answers, readings);
}

/** Saves the draft with the previous text in the chosen field, or in all empty ones. */
export async function carryOverStep(
	context: Context,
	target: EvaluationTarget,
	{ answers, readings, posted: { carry }, reported: { measure, round } }: SubmittedForm
): Promise<Result<SavedEvaluation>> {
	const last = await lastApproved(context.db.read, measure.id, round);
	if (!last) return saveDraft(context, target, answers, { readings });
	const asked = round?.questions ?? questions;
	const fields =
		typeof carry === 'string' && isTextAnswer(carry)
			? [carry]
			: emptyTextAnswers(answers, last.answers, asked);
	return saveDraft(context, target, carryOverTexts(answers, last.answers, fields), { readings });
}

/** Withdraws the evaluation someone else submitted, and saves the own text as a draft. */
export async function withdrawAndSaveStep(
	context: Context,
	target: EvaluationTarget,
	{ answers, readings }: SubmittedForm
): Promise<Result<SavedEvaluation>> {
	const taken = await withdrawEvaluation(context, target);
	if (!taken.ok) return taken;
	return saveDraft(context, { ...target, version: taken.value.version }, answers, { readings });
}
