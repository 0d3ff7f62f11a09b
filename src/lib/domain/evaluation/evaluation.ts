import type { WrittenForm } from '../localized';

/** Statuses an evaluation can give a measure, in display order. */
export const statuses = [
	'done',
	'on-track',
	'slightly-delayed',
	'delayed',
	'on-hold',
	'not-started'
] as const;
export type Status = (typeof statuses)[number];

/** The statuses, and "not-reported" for a measure without one. */
export const allStatuses = [...statuses, 'not-reported'] as const;
export type StatusOrNone = (typeof allStatuses)[number];

export const evaluationStates = ['draft', 'submitted', 'returned', 'approved', 'locked'] as const;
export type EvaluationState = (typeof evaluationStates)[number];

export const recommendations = ['continue', 'adjust', 'into-operation', 'complete', 'discontinue'] as const;
export type Recommendation = (typeof recommendations)[number];

/** Kinds of request an evaluation can make. */
export const needs = ['clarification', 'decision', 'money'] as const;
export type Need = (typeof needs)[number];

export const confidences = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof confidences)[number];

/** Score of one core value, 1 (little) to 5 (fully). Strategy §6.3. */
export interface ValueScore {
	/** The core value's code within the plan. */
	value: string;
	score: number | null;
	comment: string;
}

/** Answers of one evaluation, in the written form they were given in. */
export interface EvaluationAnswers {
	status: Status | null;
	/** Whole per cent, 0–100. */
	progress: number | null;
	done: string;
	results: string;
	deviation: string;
	cause: string;
	needs: Need[];
	needsText: string;
	nextSteps: string;
	recommendation: Recommendation | null;
	confidence: Confidence | null;
	scores: ValueScore[];
	/** Written form of the free text. */
	lang: WrittenForm;
}

/** Answers stored as text. */
export const textAnswers = ['done', 'results', 'deviation', 'cause', 'needsText', 'nextSteps'] as const;
export type TextAnswer = (typeof textAnswers)[number];

/** Questions a round may include. Status is always asked: an evaluation cannot be submitted without it. */
export const questions = [
	'status',
	'progress',
	'done',
	'results',
	'deviation',
	'cause',
	'needs',
	'nextSteps',
	'recommendation',
	'confidence',
	'scores'
] as const;
export type Question = (typeof questions)[number];

export function emptyAnswers(lang: WrittenForm): EvaluationAnswers {
	return {
		status: null,
		progress: null,
		done: '',
		results: '',
		deviation: '',
		cause: '',
		needs: [],
		needsText: '',
		nextSteps: '',
		recommendation: null,
		confidence: null,
		scores: [],
		lang
	};
}

/** An answer required before submission, with the reason it is required. */
export interface MissingAnswer {
	question: Question;
	code:
		'status-required' | 'progress-required' | 'deviation-required' | 'needs-text-required' | 'done-is-100';
}

/**
 * Returns the answers that prevent submission (domain-rules.md §3.3). Only status and progress are always
 * required; a delay also needs its cause, and a need its description.
 */
export function missingAnswers(answers: EvaluationAnswers, asked: readonly Question[]): MissingAnswer[] {
	const missing: MissingAnswer[] = [];
	if (!answers.status) missing.push({ question: 'status', code: 'status-required' });
	if (asked.includes('progress')) {
		if (answers.progress === null) missing.push({ question: 'progress', code: 'progress-required' });
		else if (answers.status === 'done' && answers.progress !== 100)
			missing.push({ question: 'progress', code: 'done-is-100' });
	}
	const behind = answers.status === 'delayed' || answers.status === 'on-hold';
	if (behind && asked.includes('deviation') && !answers.deviation.trim() && !answers.cause.trim())
		missing.push({ question: 'deviation', code: 'deviation-required' });
	if (answers.needs.length > 0 && asked.includes('needs') && !answers.needsText.trim())
		missing.push({ question: 'needs', code: 'needs-text-required' });
	return missing;
}

/** Actions that change an evaluation's state. */
export type EvaluationTransition = 'save' | 'submit' | 'withdraw' | 'return' | 'approve' | 'lock' | 'unlock';

const stateTransitions: Record<EvaluationTransition, Partial<Record<EvaluationState, EvaluationState>>> = {
	save: { draft: 'draft', returned: 'returned' },
	submit: { draft: 'submitted', returned: 'submitted' },
	/** The reporter withdraws it before anyone has approved it. */
	withdraw: { submitted: 'draft' },
	return: { submitted: 'returned', approved: 'returned' },
	approve: { submitted: 'approved' },
	lock: { approved: 'locked' },
	unlock: { locked: 'approved' }
};

/**
 * Returns the state that `step` leads to; null if it is not allowed from `state`. Closing a round locks
 * approved evaluations; only reopening it unlocks them.
 */
export function nextEvaluationState(
	step: EvaluationTransition,
	state: EvaluationState
): EvaluationState | null {
	return stateTransitions[step][state] ?? null;
}

/** Compares two statuses: 1 if the work moved forward, -1 if backward, 0 if unchanged. */
export function compareStatuses(from: Status, to: Status): -1 | 0 | 1 {
	const difference = statusRank[to] - statusRank[from];
	return difference > 0 ? 1 : difference < 0 ? -1 : 0;
}

/** Returns the number of statuses between two, the later one included: 2 from on track to delayed. */
export function countStatusSteps(from: Status, to: Status): number {
	return Math.abs(statusRank[to] - statusRank[from]);
}

/** "Done" ranks highest; a measure on hold ranks below a delayed one. */
const statusRank: Record<Status, number> = {
	done: 5,
	'on-track': 4,
	'slightly-delayed': 3,
	delayed: 2,
	'on-hold': 1,
	'not-started': 0
};
