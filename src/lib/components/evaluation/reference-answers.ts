import type { EvaluationAnswers } from '$lib/domain/evaluation/evaluation';
import type { Remark } from '$lib/domain/evaluation/remark';
import type { EvaluationFormValues } from './evaluation-form-values';

/** An answer shown beside one's own, under a title that says whose it is and when it was given. */
export interface ReferenceAnswer {
	title: string;
	answers: EvaluationAnswers;
}

/** What stands beside the fields of a report. */
export interface ReferenceAnswers {
	/** What was approved last time. */
	last: ReferenceAnswer | null;
	/** What somebody else saved while this was being written. */
	theirs: (ReferenceAnswer & { answers: EvaluationFormValues }) | null;
	/** What readers said the last time they answered the report: each remark stands at its answer. */
	remarks: readonly Remark[];
}
