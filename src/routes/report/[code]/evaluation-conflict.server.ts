import type { EvaluationAnswers, EvaluationState } from '$lib/domain/evaluation/evaluation';
import type { ReportedReading } from '$lib/domain/indicator';
import type { Refusal } from '$lib/domain/result';
import type { PostedForm } from '$lib/forms/evaluation';
import { toConflict, type Conflict, type FormState } from '$lib/forms/form-state';
import type { EvaluationTarget } from '$lib/server/evaluations/commands';
import { evaluationOf } from '$lib/server/evaluations/queries';
import type { ReportEvent } from '../reporting.server';

/** Evaluation as saved, beside the one that was not. */
interface CurrentEvaluation {
	state: EvaluationState;
	answers: EvaluationAnswers;
	readings: ReportedReading[];
}

/** An evaluation's form that was not saved. In a conflict, `theirs` is null if nothing can be saved any more. */
export type RejectedEvaluation = FormState<PostedForm, CurrentEvaluation | null>;

/** Returns the evaluation as saved; null if its round has closed. */
export async function evaluationConflict(
	{ locals }: ReportEvent,
	target: Omit<EvaluationTarget, 'version'>,
	refused: Refusal | null
): Promise<Conflict<CurrentEvaluation | null>> {
	const closed =
		refused?.code === 'wrong-state' && ['closed', 'planned', 'round-runs'].includes(refused.state);
	const current = closed ? null : await evaluationOf(locals.db.read, target);
	if (!current) return toConflict(null, null, null);
	const { state, answers, readings, version, reportedBy: by, savedAt: at } = current;
	return toConflict({ state, answers, readings }, version, { by, at });
}
