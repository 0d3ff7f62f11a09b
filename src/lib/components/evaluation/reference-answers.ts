import type { EvaluationAnswers } from '$lib/domain/evaluation/evaluation';
import type { Remark } from '$lib/domain/evaluation/remark';
import type { EvaluationFormValues } from './evaluation-form-values';

/** An answer shown beside the field, with a title naming author and date. */
interface ReferenceAnswer {
	title: string;
	answers: EvaluationAnswers;
}

/** Answers shown beside the fields of an evaluation. */
export interface ReferenceAnswers {
	/** Latest approved evaluation. */
	last: ReferenceAnswer | null;
	/** Evaluation someone else saved meanwhile. */
	theirs: (ReferenceAnswer & { answers: EvaluationFormValues }) | null;
	/** Remarks of the latest approval step, each shown at its answer. */
	remarks: readonly Remark[];
}
