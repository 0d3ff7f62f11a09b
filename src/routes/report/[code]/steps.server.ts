import { carryOver, emptyTexts, isText } from '$lib/components/evaluation/report-answers';
import { questions, type Answers } from '$lib/domain/evaluation';
import type { Outcome } from '$lib/domain/outcome';
import type { Context } from '$lib/server/context';
import {
	saveDraft,
	submitEvaluation,
	withdrawEvaluation,
	type SavedEvaluation,
	type EvaluationTarget
} from '$lib/server/evaluations/commands';
import { lastApproved } from '$lib/server/evaluations/queries';
import type { Reported } from '../reporting.server';
import type { Filled } from './send.server';

/** Saves the draft with what indicators showed. */
export function save(
	context: Context,
	target: EvaluationTarget,
	answers: Answers,
	_reported: Reported,
	{ readings }: Filled
): Promise<Outcome<SavedEvaluation>> {
	return saveDraft(context, target, answers, { readings });
}

/** Sends the report, and enters what indicators showed. */
export function submit(
	context: Context,
	target: EvaluationTarget,
	answers: Answers,
	_reported: Reported,
	{ readings }: Filled
): Promise<Outcome<SavedEvaluation>> {
	return submitEvaluation(context, target, answers, readings);
}

/** Saves the draft with last time's text in the field whose button was pressed, or in all empty ones. */
export async function carryAndSave(
	context: Context,
	target: EvaluationTarget,
	answers: Answers,
	{ measure, round }: Reported,
	{ posted: { carry }, readings }: Filled
): Promise<Outcome<SavedEvaluation>> {
	const last = await lastApproved(context.db.read, measure.id, round);
	if (!last) return saveDraft(context, target, answers, { readings });
	const asked = round?.questions ?? questions;
	const fields =
		typeof carry === 'string' && isText(carry) ? [carry] : emptyTexts(answers, last.answers, asked);
	return saveDraft(context, target, carryOver(answers, last.answers, fields), { readings });
}

/** Takes back what somebody else sent meanwhile, and saves one's own text as the draft. */
export async function retake(
	context: Context,
	target: EvaluationTarget,
	answers: Answers,
	_reported: Reported,
	{ readings }: Filled
): Promise<Outcome<SavedEvaluation>> {
	const taken = await withdrawEvaluation(context, target);
	if (!taken.ok) return taken;
	return saveDraft(context, { ...target, version: taken.value.version }, answers, { readings });
}
