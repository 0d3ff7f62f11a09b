import type {
	Confidence,
	EvaluationState,
	Question,
	Recommendation,
	TextAnswer
} from '$lib/domain/evaluation/evaluation';
import { m } from '../paraglide/messages';

export const evaluationStateLabel: Record<EvaluationState, () => string> = {
	draft: m.evaluation_state_draft,
	submitted: m.evaluation_state_submitted,
	returned: m.evaluation_state_returned,
	approved: m.evaluation_state_approved,
	locked: m.evaluation_state_locked
};

export const recommendationLabel: Record<Recommendation, () => string> = {
	continue: m.evaluation_recommendation_continue,
	adjust: m.evaluation_recommendation_adjust,
	'into-operation': m.evaluation_recommendation_into_operation,
	complete: m.evaluation_recommendation_complete,
	discontinue: m.evaluation_recommendation_discontinue
};

export const confidenceLabel: Record<Confidence, () => string> = {
	low: m.evaluation_confidence_low,
	medium: m.evaluation_confidence_medium,
	high: m.evaluation_confidence_high
};

export const questionLabel: Record<Question | TextAnswer, () => string> = {
	status: m.evaluation_question_status,
	progress: m.evaluation_question_progress,
	done: m.evaluation_question_done,
	results: m.evaluation_question_results,
	deviation: m.evaluation_question_deviation,
	cause: m.evaluation_question_cause,
	needs: m.evaluation_question_needs,
	needsText: m.evaluation_question_needs_text,
	nextSteps: m.evaluation_question_next_steps,
	recommendation: m.evaluation_question_recommendation,
	confidence: m.evaluation_question_confidence,
	scores: m.evaluation_question_scores
};
