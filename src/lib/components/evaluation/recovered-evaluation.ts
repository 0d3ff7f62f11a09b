import type { LocalDraft, LocalDraftStore } from '$lib/ui/form/local-draft';
import { evaluationFromForm, type EvaluationFormValues } from './evaluation-form-values';

/** An evaluation kept only in the browser. */
export interface RecoveredEvaluation extends Pick<LocalDraft, 'key' | 'at'> {
	answers: EvaluationFormValues;
}

/** Returns the evaluations of earlier visits and other windows, newest first. */
export function recoveredEvaluations(shelf: LocalDraftStore): RecoveredEvaluation[] {
	return shelf.left().flatMap(({ key, at, posted }) => {
		const answers = evaluationFromForm(posted);
		return answers ? [{ key, at, answers }] : [];
	});
}
